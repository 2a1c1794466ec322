"""Somebody's week: making its patterns, and ending them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

from django.db import transaction

from renxin.clinics.models import Chair, Clinic, Department
from renxin.desk.rules import refusing
from renxin.journal import book
from renxin.rosters.facts import PatternEnded, PatternsMade
from renxin.rosters.layout import LaidOut, lay_out
from renxin.rosters.models import Pattern
from renxin.rosters.models.checks import check_post, check_room
from renxin.rosters.models.pattern import Every, turn_of
from renxin.rosters.refusals import (
    BreakOutside,
    EndedAlready,
    IsOver,
    NoLength,
    PatternsClash,
)
from renxin.staff.models import Staff

BACKSTOP = "pattern_one_at_a_time"


@dataclass(frozen=True, kw_only=True)
class WorkingWeek:
    """On which days of the week somebody works, from when to when, where, as what."""

    staff: Staff
    clinic: Clinic
    role: str
    weekdays: frozenset[int]
    # Stretches of minutes of the day: one, or two with a break between them.
    stretches: tuple[tuple[int, int], ...]
    since_on: date
    every: Every = Every.WEEK
    department: Department | None = None
    chair: Chair | None = None

    def patterns(self, *, by: Staff, at: datetime) -> Iterable[Pattern]:
        turn = turn_of(self.since_on) if self.every == Every.SECOND_WEEK else 0
        for weekday in sorted(self.weekdays):
            for first, last in self.stretches:
                yield Pattern(
                    staff=self.staff,
                    clinic=self.clinic,
                    department=self.department,
                    chair=self.chair,
                    role=self.role,
                    weekday=weekday,
                    from_minute=first,
                    until_minute=last,
                    every=self.every,
                    turn=turn,
                    since_on=self.since_on,
                    by=by,
                    at=at,
                )


@transaction.atomic
def make(week: WorkingWeek, *, by: Staff, at: datetime) -> LaidOut:
    """Write somebody's week down, and lay the weeks ahead out by it."""
    if week.since_on < week.clinic.day_of(at):
        raise IsOver
    if any(last <= first for first, last in week.stretches):
        raise NoLength
    if any(after < before for (_, before), (after, _) in pairwise(week.stretches)):
        raise BreakOutside
    check_room(week.clinic, week.department, week.chair)
    check_post(week.staff, week.role, week.clinic, week.since_on)
    patterns = list(week.patterns(by=by, at=at))
    with refusing({BACKSTOP: lambda: _clash(week)}):
        Pattern.objects.bulk_create(patterns)
    book.record(
        PatternsMade(
            at=at,
            by_id=by.pk,
            clinic_id=week.clinic.pk,
            staff=week.staff.name,
            days=len(week.weekdays),
        )
    )
    return lay_out(at=at, clinics=[week.clinic], by_id=by.pk)


@transaction.atomic
def end(pattern: Pattern, *, on: date, by: Staff, at: datetime) -> LaidOut:
    """From that day on it holds no more; what was laid out by it falls away."""
    # Not harder than this: who lays out meanwhile still writes shifts that refer to it.
    held = Pattern.objects.select_for_update(of=("self",), no_key=True)
    pattern.refresh_from_db(from_queryset=held)
    if pattern.until_on is not None:
        raise EndedAlready
    if on < pattern.clinic.day_of(at):
        raise IsOver
    pattern.until_on = max(on, pattern.since_on)
    pattern.save(update_fields=["until_on"])
    book.record(
        PatternEnded(
            at=at,
            by_id=by.pk,
            clinic_id=pattern.clinic_id,
            staff=pattern.staff.name,
            until_on=on.isoformat(),
        )
    )
    return lay_out(at=at, clinics=[pattern.clinic], by_id=by.pk)


def _clash(week: WorkingWeek) -> PatternsClash:
    """Which of their patterns is in the way."""
    standing = Pattern.objects.filter(
        staff=week.staff, weekday__in=week.weekdays
    ).not_ended_by(week.since_on)
    for one in standing.select_related("clinic").order_by("weekday", "from_minute"):
        for first, last in week.stretches:
            if one.from_minute < last and first < one.until_minute:
                hours = f"{one.get_weekday_display()} {one.hours}"
                where = one.clinic.short_name
                return PatternsClash.told(week.staff.name, where, hours)
    return PatternsClash.told(week.staff.name, week.clinic.short_name, "")
