"""A full house in a database of its own, searched by ours and by walking it."""

import json
import os
import random
import statistics
import sys
import time
from collections import defaultdict
from datetime import UTC, date, datetime, timedelta
from datetime import time as time_of_day
from zoneinfo import ZoneInfo

import django
from django.apps import apps

from renxin.site.postgres import database

if not apps.ready:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "renxin.site.settings")
    database.ensure_running()
    django.setup()

from django.core.management import call_command
from django.db import connection

from renxin.booking.models import Occupation
from renxin.booking.openings import search
from renxin.booking.wish import Wish
from renxin.clinics.models import Clinic
from renxin.rosters.models import Shift

NOW = datetime(2026, 3, 2, 0, 0, tzinfo=UTC)
ZONE = ZoneInfo("Asia/Shanghai")
SEARCHES = 60
STEP = timedelta(minutes=5)

# Doctors come first in the numbering, then assistants; each works 8 to 18.
FULL_HOUSE = """
INSERT INTO staff_staff (password, username, name, email, language, theme, is_active,
    is_made_up)
SELECT '', 's' || n, 'S' || n, '', 'zh-hans', '', TRUE, FALSE
FROM generate_series(1, %(people)s) n;
INSERT INTO clinics_chair (version, clinic_id, name)
SELECT 1, %(clinic)s, 'C' || n FROM generate_series(1, %(doctors)s) n;
INSERT INTO rosters_shift (staff_id, clinic_id, role, during)
SELECT staff.id, %(clinic)s,
    CASE WHEN row_number() OVER (PARTITION BY day ORDER BY staff.id) <= %(doctors)s
        THEN 'DOCTOR' ELSE 'ASSISTANT' END,
    tstzrange(day + interval '8 hours', day + interval '18 hours')
FROM staff_staff staff,
    generate_series(%(first)s, %(last)s, interval '1 day') day;
INSERT INTO booking_resource (staff_id) SELECT id FROM staff_staff;
INSERT INTO booking_resource (chair_id) SELECT id FROM clinics_chair;
-- Half of the half hours are taken; of the first three days nearly all.
INSERT INTO booking_occupation (resource_id, taken_as, purpose, during, lane)
SELECT resource.id, '', 'taken', tstzrange(begins, begins + interval '30 minutes'), 0
FROM booking_resource resource,
    generate_series(%(first)s, %(last)s, interval '1 day') WITH ORDINALITY d(day, nth),
    generate_series(0, 19) half,
    LATERAL (SELECT day + interval '8 hours' + half * interval '30 minutes' AS begins) b
WHERE hashint4((resource.id * 7919 + nth * 104729 + half * 1299709)::int) %% 100
    < CASE WHEN nth <= 3 THEN 92 ELSE 0 END;
ANALYZE;
"""


def measured(doctors: int, days: int, assistants: int) -> dict[str, object]:
    CHANCE.seed(7)
    clinic = Clinic.objects.create(name="东院", short_name="东院", code="dongyuan")
    first = datetime(2026, 3, 2, tzinfo=ZONE)
    with connection.cursor() as cursor:
        cursor.execute(
            FULL_HOUSE,
            {
                "people": doctors + assistants,
                "doctors": doctors,
                "clinic": clinic.pk,
                "first": first,
                "last": first + timedelta(days=days - 1),
            },
        )
    wishes = [wish for _n in range(SEARCHES) if (wish := asked(clinic, days))]
    ours, found = timed(wishes, soonest)
    walked, also = timed(wishes[:8], walk)
    if found[:8] != also:
        raise AssertionError(list(zip(found, also, strict=False)))
    return {
        "doctors": doctors,
        "days": days,
        "taken": Occupation.objects.count(),
        "searches": len(wishes),
        "p50_ms": round(statistics.median(ours), 1),
        "p95_ms": round(statistics.quantiles(ours, n=20)[-1], 1),
        "found": sum(one is not None for one in found),
        "peers": {"walked": {"p50_ms": round(statistics.median(walked), 1)}},
        "ratio": round(statistics.median(walked) / statistics.median(ours), 1),
    }


CHANCE = random.Random(7)  # noqa: S311  a choice of wishes, not a secret


def asked(clinic: Clinic, days: int) -> Wish:
    starts = CHANCE.choice([8, 9, 13, 14, 16])
    return Wish(
        clinic=clinic,
        minutes=CHANCE.choice([20, 30, 40, 60, 90, 120]),
        first_day=date(2026, 3, 2),
        last_day=date(2026, 3, 2) + timedelta(days=days - 1),
        not_before=time_of_day(starts),
        not_after=time_of_day(18),
        weekdays=frozenset(CHANCE.sample(range(7), CHANCE.choice([2, 5, 7]))),
        assistants=CHANCE.choice([0, 1, 1]),
        preparation=timedelta(minutes=CHANCE.choice([0, 5])),
        cleanup=timedelta(minutes=CHANCE.choice([0, 10])),
    )


def timed(wishes, act):
    took, answers = [], []
    for wish in wishes:
        began = time.perf_counter()
        answers.append(act(wish))
        took.append((time.perf_counter() - began) * 1000)
    return took, answers


def soonest(wish: Wish) -> datetime | None:
    offers = search(wish, at=NOW)
    return offers[0].place.starts_at if offers else None


def walk(wish: Wish) -> datetime | None:
    """The same by hand: every start of every doctor, day by day."""
    whole = (wish.first_day, wish.last_day)
    begins = datetime.combine(whole[0], time_of_day(), ZONE)
    ends = datetime.combine(whole[1], time_of_day(), ZONE) + timedelta(days=1)
    taken = defaultdict(list)
    standing = Occupation.objects.filter(
        during__startswith__gte=begins, during__startswith__lt=ends
    ).select_related("resource")
    for one in standing:
        resource = one.resource
        taken[resource.staff_id or -resource.chair_id].append(one.during)
    shifts = defaultdict(list)
    for shift in Shift.objects.filter(during__startswith__gte=begins):
        shifts[shift.during.lower.astimezone(ZONE).date()].append(shift)
    chairs = sorted(key for key in taken if key < 0)
    day = whole[0]
    while day <= whole[1]:
        if day.weekday() in wish.weekdays:
            start = _on(wish, day, shifts[day], taken, chairs)
            if start:
                return start
        day += timedelta(days=1)
    return None


def _on(wish, day, shifts, taken, chairs):
    start = datetime.combine(day, wish.not_before, ZONE)
    last = datetime.combine(day, wish.not_after, ZONE)
    length = timedelta(minutes=wish.minutes)

    def free(key, begins, ends):
        return all(one.upper <= begins or one.lower >= ends for one in taken[key])

    def at_work(role, begins, ends):
        return (
            shift.staff_id
            for shift in shifts
            if shift.role == role
            and shift.during.lower <= begins
            and ends <= shift.during.upper
            and free(shift.staff_id, begins, ends)
        )

    while start + length <= last:
        around = (start - wish.preparation, start + length + wish.cleanup)
        if (
            any(at_work("DOCTOR", start, start + length))
            and any(free(chair, *around) for chair in chairs)
            and (not wish.assistants or any(at_work("ASSISTANT", *around)))
        ):
            return start
        start += STEP
    return None


def main(doctors: int, days: int, assistants: int) -> None:
    call_command("migrate", verbosity=0)
    print(json.dumps(measured(doctors, days, assistants)))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:4]))
    connection.close()
    database.stop()
