"""The day in the house as `pulse` reads it: steps of visits, and chairs in use."""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from renxin.demo import frame
from renxin.demo.chance import Flags, Floats, Ints, chance
from renxin.demo.planted import put_off
from renxin.demo.tables import District, chairs, went_back
from renxin.demo.words import truth

STAGES = ("GREETING", "CONSULTATION", "TREATMENT", "CASHIER", "BACK_TO_DOCTOR")
ROLES = ("GREETER", "DOCTOR", "ASSISTANT")
ROLE_OF = (0, 1, 1, 0, 1)
# Where in the time from being seen to leaving each stage begins and ends.
SPANS = ((0.0, 0.25), (0.28, 0.84), (0.86, 0.92), (0.95, 1.0))
OPEN_MINUTES = 9 * 60
KINDS = ("CHAIR", "DEVICE")
# More than any window has: a house or a doctor, and a day, in one number.
DAYS = 100_000


def stage_entries(of: District, seed: int) -> pa.Table:
    """Who was at which stage from when to when, one row a step, by visit."""
    came, rng = of.day.came, chance(seed, of.number, "walked")
    size, later = len(came["key"]), put_off(of.day)
    seen, ended = came["seen"] + later, came["ended"] + later
    greeted = came["arrived"] + rng.integers(2, 7, size)
    begins = [came["arrived"]]
    ends = [np.minimum(greeted, seen)]
    for span in SPANS:
        begin, end = _within(rng, seen, ended, span)
        begins.append(np.maximum(begin, ends[-1]))
        ends.append(np.maximum(end, begins[-1]))
    there = [np.ones(size, dtype=np.bool_)] * (len(STAGES) - 1)
    return _table(of, begins, ends, [*there, went_back(of, seed)])


def _within(
    rng: np.random.Generator, seen: Ints, ended: Ints, span: tuple[float, float]
) -> tuple[Ints, Ints]:
    shaken: Floats = rng.uniform(-0.01, 0.01, len(seen))
    from_, to = ((one + shaken).clip(0, 1) for one in span)
    stay = ended - seen
    return (seen + stay * from_).astype(np.int64), (seen + stay * to).astype(np.int64)


def _table(
    of: District, begins: Sequence[Ints], ends: Sequence[Ints], there: Sequence[Flags]
) -> pa.Table:
    shown = np.column_stack(there)
    visit, stage = np.nonzero(shown)
    entered, left = (np.column_stack(both)[visit, stage] for both in (begins, ends))
    role = np.array(ROLE_OF)[stage]
    return pa.table(
        {
            "visit_id": frame.ids("V", of.number, visit),
            "stage": frame.words(STAGES, stage),
            "entered_at": of.moments(entered),
            "left_at": of.moments(left),
            "by_role": frame.words(ROLES, role),
        }
    )


def capacity(of: District, seed: int) -> pa.Table:
    """How long chairs and devices stood open, and were used, day by day."""
    return pa.concat_tables([_of_chairs(of), _of_devices(of, seed)])


def _of_devices(of: District, seed: int) -> pa.Table:
    """Each device on each day on which its house saw anybody."""
    came, tale = of.day.came, truth()["devices"]
    kinds, houses = tuple(tale), of.day.people.clinic[came["patient"]]
    days = np.unique(houses * DAYS + came["day"])
    size, many = len(days) * len(kinds), len(kinds)
    device, opened = np.tile(np.arange(many), len(days)), np.repeat(days, many)
    share = np.array([tale[kind] for kind in kinds])[device]
    shaken = chance(seed, of.number, "devices").uniform(0.5, 1.5, size)
    used = (OPEN_MINUTES * share * shaken).astype(np.int64)
    clinic = opened // DAYS
    names = tuple(f"{one}·{kind}" for one in of.clinics for kind in kinds)
    resource = frame.words(names, clinic * many + device)
    return _capacity(of, resource, opened % DAYS, used, clinic, 1)


def _of_chairs(of: District) -> pa.Table:
    """Each chair's days with anybody in it."""
    came, staff = of.day.came, of.day.staff
    key = came["doctor"] * DAYS + came["day"]
    keys, place = np.unique(key, return_inverse=True)
    used = np.bincount(place, weights=came["ended"] - came["seen"]).astype(np.int64)
    doctor, day = keys // DAYS, keys % DAYS
    clinic = staff.clinic[doctor]
    names = tuple(f"{one}·{chair}" for one in of.clinics for chair in chairs())
    chair = clinic * len(chairs()) + doctor - staff.first_doctor[clinic]
    return _capacity(of, frame.words(names, chair), day, used, clinic, 0)


def _capacity(
    of: District, resource: pa.Array, day: Ints, used: Ints, clinic: Ints, kind: int
) -> pa.Table:
    minutes = np.full(len(day), OPEN_MINUTES)
    return pa.table(
        {
            "resource": resource,
            "day": frame.days(of.day.season.start, day),
            "open_minutes": pa.array(minutes, pa.int32()),
            "used_minutes": pa.array(used, pa.int32()),
            "kind": frame.words(KINDS, np.full(len(day), kind)),
            "clinic": frame.words(of.clinics, clinic),
        }
    )
