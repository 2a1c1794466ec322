"""Laying out the weeks ahead from the patterns, as often as anybody likes.

The patterns say which shifts there should be; those that are missing are laid, and
those laid earlier that nothing calls for any more fall away. What was added,
changed, dropped or swapped by hand is left alone, and so is what has begun.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db import connection, transaction

from renxin.clinics.models import Clinic
from renxin.journal import book
from renxin.rosters.facts import ShiftsWithdrawn

AHEAD = timedelta(weeks=8)
# One roster is laid out at a time; two at once would wait for each other row by row.
LOCK = 5_102

# The days are counted as timestamps without a zone: as moments, the night on which
# clocks change would put some of them an hour off. A time the clocks skip is the
# one an hour later; a stretch that lies wholly within the hour they skip is none.
CALLED_FOR = """
WITH called_for AS (
    SELECT pattern.id AS pattern_id, days.day, pattern.staff_id, pattern.clinic_id,
        pattern.department_id, pattern.chair_id, pattern.role,
        tstzrange(times.starts_at, times.ends_at) AS during
    FROM rosters_pattern pattern
    JOIN clinics_clinic clinic ON clinic.id = pattern.clinic_id
    JOIN staff_staff person ON person.id = pattern.staff_id AND person.is_active
    CROSS JOIN LATERAL (
        SELECT (%(at)s::timestamptz AT TIME ZONE clinic.zone)::date AS today
    ) clock
    CROSS JOIN LATERAL (
        SELECT counted::date AS day
        FROM generate_series(
            greatest(pattern.since_on, clock.today)::timestamp,
            least(pattern.until_on - 1,
                  clock.today + %(days)s::int)::timestamp,
            interval '1 day'
        ) counted
    ) days
    CROSS JOIN LATERAL (
        SELECT (days.day + make_interval(mins => pattern.from_minute::int))
                AT TIME ZONE clinic.zone AS starts_at,
            (days.day + make_interval(mins => pattern.until_minute::int))
                AT TIME ZONE clinic.zone AS ends_at
    ) times
    WHERE (%(clinics)s::bigint[] IS NULL
           OR pattern.clinic_id = ANY (%(clinics)s::bigint[]))
        AND extract(isodow FROM days.day) - 1 = pattern.weekday
        AND (pattern.every = 1
             OR (days.day - DATE '1970-01-05') / 7 %% 2 = pattern.turn)
        AND times.starts_at < times.ends_at
        AND EXISTS (
            SELECT FROM staff_post post
            WHERE post.staff_id = pattern.staff_id AND post.role = pattern.role
                AND (post.clinic_id IS NULL OR post.clinic_id = pattern.clinic_id)
                AND post.since_on <= days.day
                AND (post.until_on IS NULL OR post.until_on > days.day)
        )
        AND NOT EXISTS (
            SELECT FROM clinics_specialday special
            WHERE special.clinic_id = pattern.clinic_id AND special.day = days.day
                AND special.from_minute IS NULL
        )
)
"""
# What fell away only because the weeks ahead end sooner than before stays.
WITHDRAW = """
DELETE FROM rosters_shift shift
USING staff_staff person, clinics_clinic clinic
WHERE person.id = shift.staff_id AND clinic.id = shift.clinic_id
    AND shift.pattern_id IS NOT NULL
    AND lower(shift.during) > %(at)s
    AND shift.laid_for
        <= (%(at)s::timestamptz AT TIME ZONE clinic.zone)::date + %(days)s::int
    AND (%(clinics)s::bigint[] IS NULL
         OR shift.clinic_id = ANY (%(clinics)s::bigint[]))
    AND NOT EXISTS (
        SELECT FROM called_for
        WHERE called_for.pattern_id = shift.pattern_id
            AND called_for.day = shift.laid_for
    )
    AND NOT EXISTS (
        SELECT FROM rosters_rosterchange change
        WHERE change.pattern_id = shift.pattern_id
            AND change.laid_for = shift.laid_for
    )
RETURNING shift.staff_id, person.name, shift.clinic_id,
    lower(shift.during), upper(shift.during)
"""
LAY = """
INSERT INTO rosters_shift (pattern_id, laid_for, staff_id, clinic_id, department_id,
    chair_id, role, during)
SELECT * FROM called_for
WHERE lower(during) > %(at)s
    AND NOT EXISTS (
        SELECT FROM rosters_rosterchange change
        WHERE change.pattern_id = called_for.pattern_id
            AND change.laid_for = called_for.day
    )
ORDER BY pattern_id, day
ON CONFLICT DO NOTHING
"""


@dataclass(frozen=True)
class LaidOut:
    """How many shifts were laid, and how many fell away."""

    laid: int
    withdrawn: int


@transaction.atomic
def lay_out(
    *,
    at: datetime,
    clinics: Iterable[Clinic] | None = None,
    by_id: int | None = None,
    ahead: timedelta = AHEAD,
) -> LaidOut:
    """Make the weeks ahead what the patterns say, in two statements."""
    asked: dict[str, Any] = {
        "at": at,
        "days": ahead.days,
        "clinics": None if clinics is None else [one.pk for one in clinics],
    }
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        cursor.execute(f"{CALLED_FOR} {WITHDRAW}", asked)
        gone = cursor.fetchall()
        cursor.execute(f"{CALLED_FOR} {LAY}", asked)
        laid = cursor.rowcount
    if gone:
        _tell(gone, at=at, by_id=by_id)
    return LaidOut(laid, len(gone))


def _tell(
    gone: list[tuple[int, str, int, datetime, datetime]], **heads: object
) -> None:
    """One fact a person and clinic, from their first such shift to their last.

    In the order of the staff: whoever reacts locks them in the order they are told.
    """
    facts = []
    for (staff_id, name, clinic_id), rows in groupby(sorted(gone), itemgetter(0, 1, 2)):
        times = [(since, until) for *_whose, since, until in rows]
        facts.append(
            ShiftsWithdrawn(
                clinic_id=clinic_id,
                staff_id=staff_id,
                staff=name,
                since=min(since for since, _until in times).isoformat(),
                until=max(until for _since, until in times).isoformat(),
                shifts=len(times),
                **heads,  # type: ignore[arg-type]
            )
        )
    book.record_all(facts)
