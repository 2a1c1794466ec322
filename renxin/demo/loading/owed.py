"""The promises of a world, around the moment the house is opened."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pyarrow as pa

from renxin.demo.loading.copying import copy
from renxin.demo.loading.history import Clerk
from renxin.demo.words import words
from renxin.promises.endings import Act, ways_of
from renxin.promises.models import Ending, Promise
from renxin.promises.windows import LEAD

# Whatever is due today lies from a little before now to the evening.
BEFORE_NOW = timedelta(minutes=40)
HOURS_AHEAD = timedelta(hours=9)
HOWS = (("kept_at", "KEPT"), ("released_at", "RELEASED"), ("broken_at", "BROKEN"))


@dataclass(frozen=True)
class Owed:
    """One promise as it stands in the house."""

    place: int
    row: dict[str, Any]
    due_at: datetime
    how: str
    ended_at: datetime | None
    outcome: str
    reason: str
    made_by: int
    owner: int | None


def write(
    clerk: Clerk, *, midnight: datetime, now: datetime
) -> tuple[list[Owed], list[int]]:
    """The promises, and the keys they were given."""
    rows = clerk.tables["promises"].to_pylist()
    spread = _spread(rows, midnight, now)
    owed = [
        _owed(clerk, place, row, spread.get(place, row["due_at"]))
        for place, row in enumerate(rows)
    ]
    keys: list[int] = copy(Promise, _promises(clerk, owed)).to_pylist()
    ended = [one for one in owed if one.ended_at]
    copy(
        Ending,
        {
            "promise_id": [keys[one.place] for one in ended],
            "how": [one.how for one in ended],
            "outcome": [one.outcome for one in ended],
            "reason": [one.reason for one in ended],
            "at": pa.array([one.ended_at for one in ended], pa.timestamp("us", "UTC")),
            "by_id": [one.owner or one.made_by for one in ended],
        },
    )
    return owed, keys


def _spread(
    rows: Sequence[dict[str, Any]], midnight: datetime, now: datetime
) -> dict[int, datetime]:
    """New times for what is open and due today, so that the list is always alive."""
    tomorrow = midnight + timedelta(days=1)
    today = [
        place
        for place, row in enumerate(rows)
        if midnight <= row["due_at"] < tomorrow
        and not any(row[column] for column, _how in HOWS)
    ]
    step = (HOURS_AHEAD + BEFORE_NOW) / max(len(today), 1)
    times = (now - BEFORE_NOW + step * place for place in range(len(today)))
    return dict(zip(today, (_to_ten(time) for time in times), strict=True))


def _to_ten(time: datetime) -> datetime:
    return time - timedelta(
        minutes=time.minute % 10, seconds=time.second, microseconds=time.microsecond
    )


def _owed(clerk: Clerk, place: int, row: dict[str, Any], due_at: datetime) -> Owed:
    house = clerk.house
    column, how = next((one for one in HOWS if row[one[0]]), ("", ""))
    owner = (
        house.staff[house.names.index(row["owner"])].as_py() if row["owner"] else None
    )
    at_desk = house.staff[house.roles.index("GREETER")].as_py()
    return Owed(
        place=place,
        row=row,
        due_at=due_at,
        how=how,
        ended_at=row[column] if column else None,
        outcome=_outcome(row["kind"]) if how == "KEPT" else "",
        reason=_reason(how, place, row),
        made_by=owner or at_desk,
        owner=owner,
    )


def _outcome(kind: str) -> str:
    return next(way.code for way in ways_of(kind) if way.act is Act.KEEP)


def _reason(how: str, place: int, row: dict[str, Any]) -> str:
    if how == "RELEASED":
        return str(row["release_reason"])
    breaks = words("sayings")["breaks"]["reasons"]
    return str(breaks[place % len(breaks)]) if how == "BROKEN" else ""


def _promises(clerk: Clerk, owed: list[Owed]) -> dict[str, Any]:
    table = clerk.tables["promises"]
    moment = pa.timestamp("us", "UTC")
    due_from = [max(one.due_at - LEAD, one.row["made_at"]) for one in owed]
    due_from = [min(a, one.due_at) for a, one in zip(due_from, owed, strict=True)]
    return {
        "patient_id": clerk.patients(table),
        "clinic_id": clerk.clinics(table),
        **{name: table[name] for name in ("kind", "what", "why", "made_at")},
        "words": _sentences(clerk, owed),
        "due_from": pa.array(due_from, moment),
        "due_at": pa.array([one.due_at for one in owed], moment),
        "made_by_id": [one.made_by for one in owed],
        "owner_id": pa.array([one.owner for one in owed], pa.int64()),
        "owner_role": ["" if one.owner else one.row["owner_role"] for one in owed],
        "ended_at": pa.array([one.ended_at for one in owed], moment),
    }


def _sentences(clerk: Clerk, owed: list[Owed]) -> list[str]:
    """The words to say, with the patient's and the doctor's name in them."""
    table = clerk.tables["promises"]
    patient = clerk.register.places_of(table["patient_id"]).tolist()
    doctor = doctors_of(clerk)
    return [
        words("promises")[one.row["promise"]]["words"].format(
            called=clerk.register.called[who],
            doctor=doctor.get(one.row["patient_id"], " ")[0].strip(),
        )
        for one, who in zip(owed, patient, strict=True)
    ]


def doctors_of(clerk: Clerk) -> dict[str, str]:
    """Who saw each patient last."""
    visits = clerk.tables["visits"]
    return dict(
        zip(visits["patient_id"].to_pylist(), visits["doctor"].to_pylist(), strict=True)
    )
