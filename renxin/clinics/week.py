"""Setting when a clinic is open: the ordinary week, and the days unlike it."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.db import transaction

from renxin.clinics.facts import OpeningHoursSet, SpecialDaySet, SpecialDayTakenBack
from renxin.clinics.models import Clinic, OpeningHours, SpecialDay
from renxin.clinics.refusals import DayIsOver, HoursOverlap, SpecialAlready
from renxin.desk.rules import refusing
from renxin.journal import book

Stretches = Iterable[tuple[int, int]]


REFUSALS = {
    "opening_hours_within_a_day": HoursOverlap,
    "opening_hours_apart": HoursOverlap,
    "special_day_within_a_day": HoursOverlap,
    "special_day_stands_once": SpecialAlready,
}


@transaction.atomic
def open_at(
    clinic: Clinic, week: Mapping[int, Stretches], *, by_id: int, at: datetime
) -> None:
    """The whole ordinary week anew: weekday → stretches of minutes."""
    rows = [
        OpeningHours(clinic=clinic, weekday=day, from_minute=first, until_minute=last)
        for day, stretches in week.items()
        for first, last in stretches
    ]
    with refusing(REFUSALS):
        OpeningHours.objects.filter(clinic=clinic).delete()
        OpeningHours.objects.bulk_create(rows)
    book.record(OpeningHoursSet(at=at, by_id=by_id, clinic_id=clinic.pk))


@transaction.atomic
def except_on(
    clinic: Clinic,
    day: date,
    label: str,
    stretch: tuple[int, int] | None,
    *,
    by_id: int,
    at: datetime,
) -> SpecialDay:
    """Shut that day, or open at other hours."""
    if day < clinic.day_of(at):
        raise DayIsOver
    first, last = stretch or (None, None)
    special = SpecialDay(
        clinic=clinic, day=day, label=label, from_minute=first, until_minute=last
    )
    with refusing(REFUSALS):
        special.save(force_insert=True)
    book.record(_told(SpecialDaySet, special, by_id=by_id, at=at))
    return special


@transaction.atomic
def take_back(special: SpecialDay, *, by_id: int, at: datetime) -> None:
    """The day is one like any other again; two who do so at once do it once."""
    # Whoever reacts finds the day as it is from now on.
    gone, _of_what = SpecialDay.objects.filter(pk=special.pk).delete()
    if gone:
        book.record(_told(SpecialDayTakenBack, special, by_id=by_id, at=at))


def _told(
    fact: type[SpecialDaySet], special: SpecialDay, *, by_id: int, at: datetime
) -> SpecialDaySet:
    return fact(
        at=at,
        by_id=by_id,
        clinic_id=special.clinic_id,
        day=special.day.isoformat(),
        why=special.label,
        hours=special.hours,
    )
