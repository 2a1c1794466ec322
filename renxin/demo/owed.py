"""Everything the house owes its patients, and what became of it."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from renxin.demo.attempts import DUE, NO_SHOW
from renxin.demo.chance import Flags, Ints, chance
from renxin.demo.comings import (
    NOT_MADE,
    PROMISE_BROKEN,
    PROMISE_KEPT,
    PROMISE_RELEASED,
)
from renxin.demo.leaving import NEVER_ASKED
from renxin.demo.log import Column
from renxin.demo.people import People
from renxin.demo.promised import promises
from renxin.demo.seasons import MINUTES_A_DAY, Season, at_work
from renxin.demo.staff import Staff
from renxin.demo.treatments import treatments
from renxin.demo.words import truth

NOBODY = -1
STILL_OPEN = -1
REFERRED = 0.03
FEARFUL = 17
CONFIRMED_FROM, ACCOMPANIED_WITHIN = 1, 7
CONFIRMED = 0.9
FOUND_WITHIN = 7  # days in which a promise that was missed is found to be broken


@dataclass(frozen=True)
class Day:
    """All that promises come from."""

    tried: Mapping[str, Column]
    came: Mapping[str, Column]
    complaints: Mapping[str, Column]
    exits: Mapping[str, Column]
    people: People
    staff: Staff
    season: Season

    @property
    def end(self) -> int:
        return self.season.end * MINUTES_A_DAY


def owed(seed: int, district: int, day: Day) -> dict[str, Column]:
    """One row per promise, by the time it was made."""
    rng = chance(seed, district, "owed")
    parts = [
        _from_visits(day),
        _referrals(rng, day),
        _rebookings(rng, day),
        _answers(day),
        _win_backs(rng, day),
        _confirmations(rng, day),
        _company(day),
    ]
    rows = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    order = np.lexsort((rows["patient"], rows["made"]))
    rows = {name: column[order] for name, column in rows.items()}
    rows = {name: column[rows["made"] < day.end] for name, column in rows.items()}
    return _so_far(rng, rows, day)


def _rows(
    code: Ints | str, patient: Ints, visit: Ints | None, made: Ints, due: Ints
) -> dict[str, Ints]:
    size = len(patient)
    place = promises().codes.index(code) if isinstance(code, str) else code
    return {
        "code": np.zeros(size, dtype=np.int64) + place,
        "patient": patient,
        "visit": np.full(size, NOBODY) if visit is None else visit,
        "made": made,
        "due": np.maximum(due, made),
        "doctor": np.full(size, NOBODY),
    }


def _ending(rows: dict[str, Ints], fate: Ints, ended: Ints) -> dict[str, Ints]:
    return {**rows, "fate": fate, "ended": np.maximum(ended, rows["made"])}


def _fates(rng: np.random.Generator, rows: dict[str, Ints]) -> dict[str, Ints]:
    tale, draw = truth()["promises"], rng.random(len(rows["made"]))
    fate = np.full(len(draw), PROMISE_BROKEN)
    fate[draw < tale["kept"] + tale["released"]] = PROMISE_RELEASED
    fate[draw < tale["kept"]] = PROMISE_KEPT
    spent = rng.beta(3.0, 1.2, len(draw)) * (rows["due"] - rows["made"])
    return _ending(rows, fate, rows["made"] + spent.astype(np.int64))


def _from_visits(day: Day) -> dict[str, Ints]:
    came = day.came
    made = np.flatnonzero(came["promise"] != NOT_MADE)
    codes = [promises().codes.index(code) for code in treatments().promises]
    rows = _rows(
        np.array(codes)[came["service"][made]],
        came["patient"][made],
        made,
        came["ended"][made],
        came["promise_due"][made],
    )
    rows["doctor"] = came["doctor"][made]
    return _ending(rows, came["promise"][made], came["promise_ended"][made])


def _referrals(rng: np.random.Generator, day: Day) -> dict[str, Ints]:
    came = day.came
    made = np.flatnonzero(rng.random(len(came["key"])) < REFERRED)
    ended = came["ended"][made]
    due = ended + 2 * MINUTES_A_DAY
    rows = _rows("REFERRAL", came["patient"][made], made, ended, due)
    rows["doctor"] = came["doctor"][made]
    return _fates(rng, rows)


def _rebookings(rng: np.random.Generator, day: Day) -> dict[str, Ints]:
    tried = day.tried
    missed = tried["outcome"] == NO_SHOW
    made = tried["start"][missed] + 40
    rows = _rows("REBOOK", tried["patient"][missed], None, made, made + MINUTES_A_DAY)
    return _fates(rng, rows)


def _answers(day: Day) -> dict[str, Ints]:
    told, came = day.complaints, day.came
    visit = told["visit"]
    due = told["due"] * MINUTES_A_DAY + 18 * 60
    received = told["received"]
    rows = _rows("ANSWER", came["patient"][visit], visit, received, due)
    late = (told["replied"] < 0) | (told["replied"] > rows["due"])
    fate = np.where(late, PROMISE_BROKEN, PROMISE_KEPT)
    return _ending(rows, fate, np.where(late, rows["due"] + 600, told["replied"]))


def _win_backs(rng: np.random.Generator, day: Day) -> dict[str, Ints]:
    asked = day.exits["asked"] != NEVER_ASKED
    learned = day.exits["learned"][asked] * MINUTES_A_DAY + 600
    learned += rng.integers(0, 480, len(learned))
    made = learned - rng.integers(1, 7, len(learned)) * MINUTES_A_DAY
    rows = _rows(
        "WIN_BACK", day.exits["patient"][asked], None, made, learned + MINUTES_A_DAY
    )
    return _ending(rows, np.full(len(learned), PROMISE_KEPT), learned)


def _confirmations(rng: np.random.Generator, day: Day) -> dict[str, Ints]:
    """Tomorrow's patients are called today."""
    tried = day.tried
    tomorrow = tried["start"] // MINUTES_A_DAY == day.season.end + CONFIRMED_FROM
    soon = (tried["outcome"] == DUE) & tomorrow
    soon &= rng.random(len(soon)) < CONFIRMED
    patient, size = tried["patient"][soon], int(soon.sum())
    made = np.full(size, day.end - 8 * 60) + rng.integers(0, 90, size)
    due = np.full(size, day.end + 17 * 60) + rng.integers(0, 6, size) * 10
    rows = _rows("CONFIRM", patient, None, made, due)
    rows["doctor"] = tried["doctor"][soon]
    return _ending(rows, np.full(size, PROMISE_KEPT), due)


def _company(day: Day) -> dict[str, Ints]:
    """The fearful are promised somebody at their side the next time."""
    tried = day.tried
    ahead = tried["start"] // MINUTES_A_DAY - day.season.end
    near = (tried["outcome"] == DUE) & (ahead <= ACCOMPANIED_WITHIN)
    near &= day.people.fear[tried["patient"]] >= FEARFUL
    patient, start = tried["patient"][near], tried["start"][near]
    rows = _rows("ACCOMPANY", patient, None, tried["booked"][near], start)
    rows["doctor"] = tried["doctor"][near]
    return _ending(rows, np.full(len(patient), PROMISE_KEPT), start)


def _so_far(
    rng: np.random.Generator, rows: dict[str, Column], day: Day
) -> dict[str, Column]:
    """What is known on the last day: whatever would end later is still open."""
    menu, code, size = promises(), rows["code"], len(rows["code"])
    found_broken = rows["due"] + rng.integers(60, FOUND_WITHIN * MINUTES_A_DAY, size)
    done = at_work(rows["ended"], rows["made"], rows["due"])
    ended = np.where(rows["fate"] == PROMISE_BROKEN, found_broken, done)
    known = ended < day.end
    for name, fate in (
        ("kept", PROMISE_KEPT),
        ("broken", PROMISE_BROKEN),
        ("released", PROMISE_RELEASED),
    ):
        rows[name] = np.where(known & (rows["fate"] == fate), ended, STILL_OPEN)
    draw = rng.random((2, size))
    rows["what"] = menu.what_first[code] + (draw[0] * menu.what_many[code]).astype(int)
    rows["why"] = menu.why_first[code] + (draw[1] * menu.why_many[code]).astype(int)
    rows["owner"] = _owners(rng, rows, day)
    return rows


def _owners(rng: np.random.Generator, rows: dict[str, Column], day: Day) -> Ints:
    """A person's name where one is known; else whoever of the role is there."""
    staff, roles = day.staff, np.array(promises().roles)[rows["code"]]
    clinic = day.people.clinic[rows["patient"]]
    owner = np.where(roles == "DOCTOR", rows["doctor"], NOBODY)
    by_name = rng.random(len(roles)) < np.where(roles == "GREETER", 0.0, 0.7)
    draw = rng.random(len(roles))
    for role in ("ASSISTANT", "CARE", "COMPLAINTS"):
        for house in range(len(staff.house_doctors)):
            place = np.flatnonzero(_works(staff, role, house))
            here = by_name & (roles == role) & (clinic == house)
            owner[here] = place[(draw[here] * len(place)).astype(np.int64)]
    return owner


def _works(staff: Staff, role: str, house: int) -> Flags:
    here: Flags = (staff.clinic == house) | (staff.whole_group > 0)
    of_role: Flags = staff.role == role
    return here & of_role
