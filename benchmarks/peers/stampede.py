"""The same stampede, guarded in four ways, in a database of its own.

Everything else is the same work for each: the appointment, its journal, its
reminders. Only what keeps a place from being taken twice is another.
"""

import json
import os
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial

import django
from django.apps import apps

from renxin.site.postgres import database

if not apps.ready:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "renxin.site.settings")
    database.ensure_running()
    django.setup()

from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from benchmarks.peers.crowd import (
    ASTRAY,
    OVERLAPS,
    TORN,
    UNASKED,
    House,
    Told,
    at_once,
    counted,
    furnished,
)
from benchmarks.peers.paths import by_all_paths, by_booking
from renxin.booking import taking
from renxin.booking.models import Occupation
from renxin.booking.refusals import Taken
from renxin.booking.terms import Place

# Nobody at a desk presses again sooner.
THINKS_S = 1.0
GONE = """
TRUNCATE booking_occupation, booking_appointment, booking_waitlistentry CASCADE;
DROP INDEX IF EXISTS starts_once;
ALTER TABLE booking_occupation DROP CONSTRAINT IF EXISTS nothing_taken_twice;
"""
CONSTRAINT = """
ALTER TABLE booking_occupation ADD CONSTRAINT nothing_taken_twice
    EXCLUDE USING gist (resource_id WITH =, during WITH &&, lane WITH =)
"""
STARTS = """
CREATE UNIQUE INDEX starts_once ON booking_occupation (resource_id, lower(during))
"""
OURS = taking.take


def without_locks(appointment_id: int, place: Place, **asked: object) -> object:
    """Check, then insert: what most programs do."""
    wanted = taking.wanted_by(place, appointment_id)
    taking.check_duty(place)
    standing = taking.conflicts(wanted, at=asked["at"])  # type: ignore[arg-type]
    if standing:
        raise Taken
    return Occupation.objects.bulk_create(wanted)


def insert_alone(appointment_id: int, place: Place, **_asked: object) -> object:
    """Insert, and let the database say no."""
    taking.check_duty(place)
    try:
        with transaction.atomic():
            wanted = taking.wanted_by(place, appointment_id)
            return Occupation.objects.bulk_create(wanted)
    except IntegrityError as error:
        raise Taken from error


SIDES: dict[str, tuple[Callable[..., object], Sequence[str]]] = {
    "ours": (OURS, (CONSTRAINT,)),
    "naive": (without_locks, ()),
    "constraint alone": (insert_alone, (CONSTRAINT,)),
    "unique start": (insert_alone, (STARTS,)),
}


def run_side(
    name: str, house: House, clients: int, rounds: int, *, thinks_s: float = 0
) -> dict[str, object]:
    take, guards = SIDES[name]
    with connection.cursor() as cursor:
        for statement in (GONE, *guards):
            cursor.execute(statement)
    taking.take = take  # type: ignore[assignment]
    try:
        began = time.perf_counter()
        told = at_once(partial(by_booking, thinks_s=thinks_s), house, clients, rounds)
        took = time.perf_counter() - began
    finally:
        taking.take = OURS
    return figures(told, took) | {"overlaps": counted(OVERLAPS)}


def figures(told: Told, took: float) -> dict[str, object]:
    return {
        "attempts": len(told.took),
        "booked": told.done.total(),
        "errors": told.errors.total(),
        "kinds_of_errors": dict(told.errors),
        "p50_ms": round(statistics.median(told.took), 1),
        "p95_ms": round(statistics.quantiles(told.took, n=20)[-1], 1),
        "longest_ms": round(max(told.took)),
        "per_second": round(len(told.took) / took, 1),
    }


def over_all_paths(house: House, clients: int, attempts: int) -> dict[str, object]:
    """By every path, behind the locks alone: the constraint is taken away."""
    with connection.cursor() as cursor:
        cursor.execute(GONE)
    rounds = -(-attempts // clients)
    began = time.perf_counter()
    told = at_once(by_all_paths, house, clients, rounds, seed=1_000)
    took = time.perf_counter() - began
    return figures(told, took) | {
        "done": dict(told.done),
        "refused": dict(told.refused),
        "overlaps": counted(OVERLAPS),
        "second lanes without a reason": counted(UNASKED),
        "appointments astray": counted(ASTRAY),
        "patients in two places": counted(TORN),
    }


def main(clients: int, rounds: int, attempts: int) -> None:
    call_command("migrate", verbosity=0)
    told: dict[str, object] = {}
    if rounds:
        house = furnished(days=rounds)
        told["flat out"] = {
            name: run_side(name, house, clients, rounds) for name in SIDES
        }
        told["a second apart"] = {
            name: run_side(name, house, clients, rounds, thinks_s=THINKS_S)
            for name in ("ours", "naive")
        }
    if attempts:
        crowded = furnished(days=20, named="all")
        told["all paths"] = over_all_paths(crowded, clients, attempts)
    print(json.dumps(told, ensure_ascii=False))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:4]))
    connection.close()
    database.stop()
