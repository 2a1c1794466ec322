"""What no path takes: each is refused in words, and nothing of it stays."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction

from renxin.booking import agreement, giving, keeping, several
from renxin.booking.models import (
    Appointment,
    Occupation,
    Rebooking,
    Series,
    WaitlistEntry,
)
from renxin.booking.refusals import (
    AcrossMidnight,
    InThePast,
    NoLength,
    NotAtWork,
    OfAnotherClinic,
    TooLong,
)
from renxin.booking.terms import Place, Terms
from renxin.clinics.models import Chair, Clinic
from renxin.rosters.models import Leave, Shift
from renxin.rosters.spans import span
from renxin.staff.roles import Role
from tests.cast import NOON
from tests.renxin.booking.conftest import clock

BAD = {
    "past": ({"starts_at": clock(9, day=2)}, InThePast),
    "years ago": ({"starts_at": clock(9, day=2).replace(year=1988)}, InThePast),
    "no length": ({"minutes": 0}, NoLength),
    "less than none": ({"minutes": -30}, NoLength),
    "too long": ({"minutes": 100_000}, TooLong),
    "midnight": ({"starts_at": clock(23, 30), "minutes": 31}, AcrossMidnight),
    "before a shift": ({"starts_at": clock(7, 59)}, NotAtWork),
    "after a shift": ({"starts_at": clock(17, 21)}, NotAtWork),
    "on leave": ({"starts_at": clock(12, 30, day=4)}, NotAtWork),
    "elsewhere": ({"chair": "of another house"}, OfAnotherClinic),
}


@pytest.fixture(params=BAD, ids=str)
def bad(request, place, li, hexi):
    """A place that nobody can have, and how that is said."""
    changed, why = BAD[request.param]
    if "chair" in changed:
        changed = {"chair": Chair.objects.create(clinic=hexi, name="9 号椅")}
    during = span(clock(13, day=4), clock(18, day=4))
    Leave.objects.create(staff=li, kind="ANNUAL", during=during, at=NOON)
    return replace(place, **changed), why


@pytest.fixture
def standing(xiaodou, terms, chen, second_chair):
    """Another appointment, that no refusal may touch."""
    aside = replace(terms.place, doctor=chen, chair=second_chair, starts_at=clock(9))
    return agreement.book(xiaodou, replace(terms, place=aside), by=None, at=NOON)


def book(patient, terms, standing, greeter):
    agreement.book(patient, terms, by=None, at=NOON)


def hold(patient, terms, standing, greeter):
    held = replace(terms, held_until=NOON + timedelta(minutes=10))
    agreement.book(patient, held, by=None, at=NOON)


def move(patient, terms, standing, greeter):
    agreement.move(standing, terms, by=None, at=NOON)


def series(patient, terms, standing, greeter):
    good = replace(terms.place, **GOOD)
    places = [good, terms.place]
    several.book_series(
        patient, places, terms.service, what="root canal", by=None, at=NOON
    )


def one_coming(patient, terms, standing, greeter):
    good = replace(terms, place=replace(terms.place, **GOOD))
    several.book_together(patient, [good, terms], by=None, at=NOON)


def give(patient, terms, standing, greeter):
    entry = WaitlistEntry(
        patient=patient,
        clinic=terms.place.clinic,
        service=terms.service,
        first_on=date(2026, 3, 3),
        last_on=date(2026, 3, 4),
        weekdays=list(range(7)),
    )
    WaitlistEntry.add(entry, by=None, at=NOON)
    giving.give(entry, terms.place, by=greeter, at=NOON)


GOOD = {"starts_at": clock(15), "minutes": 20, "chair": None}


@pytest.mark.parametrize("path", [book, hold, move, series, one_coming, give])
def test_what_nobody_can_have_is_refused_by_every_path(
    path, bad, standing, wang_fang, filling, greeter_lin
):
    place, why = bad
    before = set(Occupation.objects.values_list("pk", "during"))

    with pytest.raises(why) as refused, transaction.atomic():
        path(wang_fang, Terms(place=place, service=filling), standing, greeter_lin)

    assert str(refused.value)
    assert set(Occupation.objects.values_list("pk", "during")) == before
    assert Appointment.objects.get() == standing
    assert not Rebooking.objects.exists()
    assert not Series.objects.exists()


@pytest.mark.parametrize(
    ("first", "last", "why"),
    [
        (clock(10), clock(10), NoLength),
        (clock(10, day=2), clock(11, day=2), InThePast),
        (clock(23), clock(1, day=4), AcrossMidnight),
        (clock(23), clock(0, 1, day=4), AcrossMidnight),
    ],
)
def test_time_is_not_kept_that_cannot_be(
    dongyuan, first_chair, greeter_lin, first, last, why
):
    with pytest.raises(why):
        keeping.keep(
            first_chair,
            dongyuan,
            span(first, last),
            purpose="upkeep",
            by=greeter_lin,
            at=NOON,
        )

    assert not Occupation.objects.exists()


# The night on which the clocks are changed, and how long that day is.
CHANGES = [
    ("America/New_York", date(2026, 3, 8), 23),
    ("America/New_York", date(2026, 11, 1), 25),
    ("Europe/London", date(2026, 3, 29), 23),
    ("Europe/London", date(2026, 10, 25), 25),
    ("Australia/Lord_Howe", date(2026, 4, 5), 24.5),
    ("Australia/Lord_Howe", date(2026, 10, 4), 23.5),
]


@pytest.fixture
def abroad(doctor_li):
    """A place at a clinic in another zone, with a doctor at work round the clock."""

    def at(zone, day, hour):
        clinic = Clinic.objects.create(
            name="Away", short_name="Away", code="away", zone=zone
        )
        midnight = datetime.combine(day, datetime.min.time(), tzinfo=ZoneInfo(zone))
        around = timedelta(days=2)
        Shift.objects.create(
            staff=doctor_li,
            clinic=clinic,
            role=Role.DOCTOR,
            during=span(midnight - around, midnight + around),
        )
        starts_at = midnight.replace(hour=hour)
        return Place(clinic=clinic, starts_at=starts_at, minutes=180, doctor=doctor_li)

    return at


@pytest.mark.parametrize(("zone", "day", "_hours"), CHANGES)
def test_a_night_of_changed_clocks_makes_no_appointment_longer_or_shorter(
    abroad, wang_fang, zone, day, _hours
):
    place = abroad(zone, day, 0)
    before = place.starts_at - timedelta(days=1)

    booked = agreement.book(wang_fang, Terms(place=place), by=None, at=before)
    taken = booked.occupations.get().during

    assert taken.upper - taken.lower == timedelta(minutes=180)
    booked.refresh_from_db()
    assert booked.ends_at == taken.upper


@pytest.mark.parametrize(("zone", "day", "hours"), CHANGES)
def test_a_day_of_changed_clocks_ends_at_its_own_midnight(
    abroad, wang_fang, zone, day, hours
):
    place = abroad(zone, day, 22)
    before = place.starts_at - timedelta(days=1)
    till_midnight = Terms(place=replace(place, minutes=120))
    too_long = Terms(place=replace(place, minutes=121))
    begins = datetime.combine(day, datetime.min.time(), tzinfo=ZoneInfo(zone))

    with pytest.raises(AcrossMidnight):
        agreement.book(wang_fang, too_long, by=None, at=before)
    booked = agreement.book(wang_fang, till_midnight, by=None, at=before)

    ends_at = booked.occupations.get().during.upper
    assert ends_at - begins.astimezone(UTC) == timedelta(hours=hours)
