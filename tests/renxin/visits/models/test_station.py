import pytest

from renxin.clinics.models import Department
from renxin.journal.models import Entry
from renxin.visits.kinds import Stage
from renxin.visits.models import Station
from renxin.visits.models.station import furnish
from renxin.visits.refusals import PeopleInside
from tests.renxin.visits.conftest import after


def test_a_clinic_begins_with_the_usual_stations_and_gets_them_once(dongyuan):
    greeting = furnish(dongyuan)

    stages = [one.stage for one in Station.objects.at(dongyuan)]
    assert greeting.stage == stages[0] == Stage.GREETING
    assert stages[-1] == Stage.BACK_TO_DOCTOR
    assert furnish(dongyuan) is None
    assert dongyuan.stations.count() == len(stages)


def test_a_station_does_not_close_over_people(visit, stations, he, manager_gu):
    visit.send_on(stations[Stage.PHARMACY], by=he, at=after(1))
    with pytest.raises(PeopleInside, match="Pharmacy: 1"):
        stations[Stage.PHARMACY].close(by=manager_gu, at=after(2))

    visit.send_on(stations[Stage.CASHIER], by=he, at=after(3))
    stations[Stage.PHARMACY].close(by=manager_gu, at=after(4))

    assert not Station.objects.open().filter(stage=Stage.PHARMACY).exists()
    stations[Stage.PHARMACY].reopen(by=manager_gu, at=after(5))
    assert Station.objects.open().filter(stage=Stage.PHARMACY).exists()
    told = Entry.objects.filter(fact__startswith="visits.station_").order_by("pk")
    assert [(one.fact, one.by_id) for one in told] == [
        ("visits.station_closed", manager_gu.pk),
        ("visits.station_reopened", manager_gu.pk),
    ]


def test_the_journal_tells_who_set_up_a_station_and_where(stations, manager_gu):
    cashier = stations[Stage.CASHIER]
    cashier.goal_minutes = 7

    cashier.keep(by=manager_gu, at=after(1))
    cashier.change_places(-1, by=manager_gu, at=after(2))
    stations[Stage.GREETING].change_places(-1, by=manager_gu, at=after(3))

    set_up, moved = Entry.objects.filter(fact__startswith="visits.").order_by("pk")
    assert set_up.particulars["goal_minutes"] == 7
    assert moved.particulars == {
        "station_id": cashier.pk,
        "station": cashier.name,
        "position": 6,
    }


def test_a_departments_own_station_goes_before_that_of_the_house(dongyuan, stations):
    orthodontics = Department.objects.create(
        clinic=dongyuan, name="正畸科", code="ortho"
    )
    own = Station.objects.create(
        clinic=dongyuan,
        department=orthodontics,
        stage=Stage.TREATMENT,
        name="正畸治疗",
        position=9,
        goal_minutes=10,
    )

    def found(department):
        return dongyuan.stations.for_stage(Stage.TREATMENT, department)

    assert found(orthodontics.pk) == own
    assert found(None) == stations[Stage.TREATMENT]
