import pytest

from renxin.clinics.models import Department
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
    stations[Stage.PHARMACY].reopen()
    assert Station.objects.open().filter(stage=Stage.PHARMACY).exists()


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
