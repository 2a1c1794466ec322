from datetime import timedelta

import pytest

from renxin.visits.kinds import DoctorStep, Stage
from renxin.visits.refusals import HandedOver
from renxin.visits.room import stepping
from tests.renxin.visits.conftest import after


@pytest.fixture
def here(visit, stations, greeter_lin):
    return visit.send_on(stations[Stage.CONSULTATION], by=greeter_lin, at=after(1))


@pytest.fixture
def begin(here, doctor_li):
    def begun(step, minutes):
        return stepping.begin(here, step, by=doctor_li, at=after(minutes))

    return begun


def minutes_of(visit, at):
    found = stepping.paces(visit, at=after(at))
    return {one.step: one.minutes for one in found if one.took is not None}


def current(visit, at):
    return [one.step for one in stepping.paces(visit, at=after(at)) if one.is_current]


def test_a_step_lasts_until_the_next_one_begins(begin, visit):
    begin(DoctorStep.OBSERVE, 2)
    begin(DoctorStep.ASK, 5)

    assert minutes_of(visit, 15) == {DoctorStep.OBSERVE: 3, DoctorStep.ASK: 10}
    assert current(visit, 15) == [DoctorStep.ASK]


def test_a_step_taken_up_again_counts_both_times(begin, visit):
    for step, minute in (("ASK", 2), ("EXAMINE", 4), ("ASK", 7), ("TREAT", 10)):
        begin(DoctorStep(step), minute)

    assert minutes_of(visit, 11)["ASK"] == 5


def test_pressed_twice_a_step_goes_on(begin):
    assert begin(DoctorStep.ASK, 2) == begin(DoctorStep.ASK, 6)


def test_the_last_step_ends_when_they_leave_the_room(begin, visit, stations, doctor_li):
    begin(DoctorStep.ASK, 2)
    visit.send_on(stations[Stage.EXAMINATION], by=doctor_li, at=after(8))

    assert minutes_of(visit, 60) == {DoctorStep.ASK: 6}
    assert current(visit, 60) == []


def test_no_step_is_begun_where_they_no_longer_are(begin, visit, stations, doctor_li):
    visit.send_on(stations[Stage.EXAMINATION], by=doctor_li, at=after(8))

    with pytest.raises(HandedOver):
        begin(DoctorStep.ASK, 9)


def test_a_clock_that_runs_behind_takes_no_time_back(begin, visit):
    begin(DoctorStep.ASK, 6)
    begin(DoctorStep.TREAT, 4)

    (asked, _treated) = [
        one for one in stepping.paces(visit, at=after(7)) if one.took is not None
    ]
    assert asked.took == timedelta()
