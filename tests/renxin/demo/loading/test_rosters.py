from datetime import date

import pytest

from renxin.booking.models import Appointment
from renxin.clinics.models import CalendarDay, Clinic, OpeningHours
from renxin.demo.world import simulate
from renxin.rosters.duty import is_away
from renxin.rosters.grid import week_of
from renxin.rosters.models import Leave, Shift
from renxin.rosters.ratio import Verdict, strip
from renxin.rosters.spans import span
from tests.renxin.demo.conftest import TEN

pytestmark = pytest.mark.usefixtures("house")


@pytest.fixture(scope="module")
def house(lived):
    return lived(simulate(7, 1500, 1, date(2026, 11, 21)))


def test_the_weeks_ahead_are_laid_out_and_every_expected_day_is_staffed():
    assert Shift.objects.count() > 1500
    assert OpeningHours.objects.count() == 3 * 7 * 2
    assert CalendarDay.objects.exists()
    days = {
        (one.staff_id, one.clinic.day_of(one.during.lower))
        for one in Shift.objects.select_related("clinic")
    }
    due = Appointment.objects.due().after(TEN).exclude(doctor=None)
    for one in due.filter(starts_at__lt="2027-01-10T00:00Z").select_related("clinic"):
        assert (one.doctor_id, one.clinic.day_of(one.starts_at)) in days
        assert not is_away(one.doctor, span(one.starts_at, one.ends_at))


def test_every_doctor_has_a_department_and_no_chair_has_two():
    doctors = Shift.objects.filter(role="DOCTOR")
    assert not doctors.filter(department=None).exists()
    taken = doctors.exclude(chair=None).values_list("chair", "staff").distinct()
    chairs = [chair for chair, _staff in taken]
    assert len(chairs) == len(set(chairs)) >= 6


def test_the_strip_of_today_has_something_to_say_and_the_rest_is_in_band():
    told = [one.verdict for one in strip(Clinic.objects.first(), date(2026, 11, 21))]

    assert Verdict.FEW_ASSISTANTS in told
    assert told.count(Verdict.WITHIN) >= 8
    assert Leave.objects.standing().count() >= 4


def test_nobody_works_day_and_night():
    for clinic in Clinic.objects.all():
        for monday in (date(2026, 11, 23), date(2026, 12, 7)):
            hours = [float(row.hours) for row in week_of(clinic, monday, at=TEN).rows]
            assert max(hours) <= 66
            assert sum(hours) / len(hours) < 60
