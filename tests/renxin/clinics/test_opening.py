from datetime import date, timedelta

import pytest
from django.utils.translation import override

from renxin.clinics import week
from renxin.clinics.models import Clinic, OpeningHours, SpecialDay
from renxin.clinics.opening import hours
from renxin.clinics.refusals import DayIsOver, HoursOverlap, SpecialAlready
from renxin.journal.models import Entry
from tests.cast import NOON

pytestmark = pytest.mark.django_db

MORNING, AFTERNOON = (510, 720), (810, 1080)
MONDAY = date(2026, 3, 2)


@pytest.fixture
def by(doctor_li):
    return {"by_id": doctor_li.pk, "at": NOON}


@pytest.fixture
def six_days(dongyuan, by):
    week.open_at(dongyuan, {day: [MORNING, AFTERNOON] for day in range(6)}, **by)
    return dongyuan


def told(stretches):
    return [f"{one.opens_at:%H:%M}–{one.closes_at:%H:%M}" for one in stretches]


def test_a_week_opens_by_its_weekdays_and_shuts_on_sunday(six_days):
    days = hours(six_days, MONDAY, MONDAY + timedelta(days=6))

    assert told(days[MONDAY]) == ["08:30–12:00", "13:30–18:00"]
    assert days[date(2026, 3, 8)] == []


def test_a_public_holiday_is_a_day_like_any_other(six_days):
    national_day = date(2026, 10, 1)

    assert told(hours(six_days, national_day, national_day)[national_day])


def test_a_special_day_goes_before_the_week(six_days, by):
    week.except_on(six_days, date(2026, 3, 3), "设备检修", None, **by)
    week.except_on(six_days, date(2026, 3, 8), "义诊", (540, 720), **by)

    days = hours(six_days, MONDAY, MONDAY + timedelta(days=6))

    assert days[date(2026, 3, 3)] == []
    assert told(days[date(2026, 3, 8)]) == ["09:00–12:00"]


def test_a_clinic_nobody_spoke_of_is_not_shut(dongyuan):
    assert hours(dongyuan, MONDAY, MONDAY) == {MONDAY: None}


def test_hours_keep_to_the_clock_on_the_wall_when_clocks_change(by):
    clinic = Clinic.objects.create(
        name="Downtown", short_name="Downtown", code="nyc", zone="America/New_York"
    )
    week.open_at(clinic, {day: [(510, 1440)] for day in range(7)}, **by)

    days = hours(clinic, date(2026, 3, 7), date(2026, 3, 8))

    for day, (open_,) in days.items():
        assert f"{open_.opens_at:%H:%M}" == "08:30"
        assert open_.closes_at.date() == day + timedelta(days=1)


def test_the_week_is_written_whole(six_days, by):
    week.open_at(six_days, {0: [MORNING]}, **by)

    assert OpeningHours.objects.count() == 1


@pytest.mark.parametrize(
    "wrong", [[(510, 720), (700, 900)], [(720, 510)], [(0, 1500)], [(510, 510)]]
)
def test_stretches_that_cannot_be_leave_the_week_as_it_was(six_days, by, wrong):
    with pytest.raises(HoursOverlap):
        week.open_at(six_days, {0: wrong}, **by)

    assert OpeningHours.objects.count() == 12


def test_a_special_day_is_entered_once_and_can_be_taken_back(six_days, by):
    special = week.except_on(six_days, date(2026, 3, 3), "设备检修", None, **by)
    with pytest.raises(SpecialAlready):
        week.except_on(six_days, date(2026, 3, 3), "再来", MORNING, **by)

    week.take_back(special, **by)

    assert told(hours(six_days, date(2026, 3, 3), date(2026, 3, 3))[date(2026, 3, 3)])
    facts = Entry.objects.filter(fact__startswith="clinics.special").order_by("pk")
    with override("en"):
        told_of = [entry.told().telling() for entry in facts]
    assert told_of == ["2026-03-03·设备检修·shut"] * 2


def test_two_who_take_a_special_day_back_at_once_do_it_once(six_days, by):
    special = week.except_on(six_days, date(2026, 3, 3), "设备检修", None, **by)
    on_another_screen = SpecialDay.objects.get()

    week.take_back(special, **by)
    week.take_back(on_another_screen, **by)

    assert Entry.objects.filter(fact="clinics.special_day_taken_back").count() == 1


def test_what_a_special_day_is_called_decides_nothing(six_days, by):
    with pytest.raises(HoursOverlap):
        week.except_on(six_days, date(2026, 3, 3), "once", (720, 510), **by)


def test_a_day_that_is_over_is_not_made_special(six_days, by):
    with pytest.raises(DayIsOver):
        week.except_on(six_days, date(2026, 3, 1), "补记", None, **by)


def test_a_special_day_ends_after_it_begins(six_days, by):
    with pytest.raises(HoursOverlap):
        week.except_on(six_days, date(2026, 3, 3), "倒着", (720, 510), **by)
