import pytest

from renxin.staff.roles import Role
from renxin.visits.kinds import Stage
from renxin.visits.line import turns
from renxin.visits.line.standing_in import left_waiting, stand_in
from renxin.visits.refusals import NobodyWaits, WorksElsewhere
from tests.cast import employed
from tests.renxin.visits.conftest import after


@pytest.fixture
def zhou(dongyuan):
    return employed("zhou", "周岚", Role.DOCTOR, dongyuan)


@pytest.fixture
def looked_after(visit, stations, doctor_li, greeter_lin):
    step = visit.send_on(stations[Stage.CONSULTATION], by=greeter_lin, at=after(1))
    turns.take_up(step, by=doctor_li, at=after(3))
    return visit


@pytest.fixture
def waits(greet, xiaodou, doctor_li):
    return greet(xiaodou, 2, doctor=doctor_li)


def test_whoever_waits_goes_to_another_and_whoever_is_looked_after_stays(
    looked_after, waits, doctor_li, zhou, greeter_lin
):
    dongyuan = waits.clinic

    moved = stand_in(doctor_li, zhou, dongyuan, by=greeter_lin, at=after(10))

    assert moved == [waits]
    waits.refresh_from_db()
    looked_after.refresh_from_db()
    assert (waits.doctor, looked_after.doctor) == (zhou, doctor_li)
    assert left_waiting(doctor_li, dongyuan) == []


def test_it_is_said_when_nobody_waits_any_more(
    visit, doctor_li, zhou, greeter_lin, dongyuan
):
    stand_in(doctor_li, None, dongyuan, by=greeter_lin, at=after(1))

    with pytest.raises(NobodyWaits, match="李予安"):
        stand_in(doctor_li, zhou, dongyuan, by=greeter_lin, at=after(2))


def test_nobody_is_given_to_a_doctor_of_another_house(
    visit, doctor_li, outsider_zhao, greeter_lin, dongyuan
):
    with pytest.raises(WorksElsewhere):
        stand_in(doctor_li, outsider_zhao, dongyuan, by=greeter_lin, at=after(1))

    assert left_waiting(doctor_li, dongyuan) == [visit]
