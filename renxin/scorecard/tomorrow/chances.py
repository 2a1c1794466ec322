"""The chances of the coming bookings, kept in the lake they were told from.

They stand in no table and hang on no appointment: nothing that books, offers or
orders care can read them.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from pathlib import Path

from pulse.models import Chance, Reason, kept
from renxin.scorecard import pieces
from renxin.scorecard.lake.snapshot import COUNTED, Snapshot, write_whole
from renxin.scorecard.models import NoShowModel

AHEAD = timedelta(days=14)


@dataclass(frozen=True)
class Foretold:
    """How likely one booking is to be missed, and what moves that most."""

    chance: float
    reasons: tuple[Reason, ...]


Told = Mapping[int, Foretold]


def keep(folder: Path, *, on: date) -> None:
    """Tell, from the facts in a folder, the chances as they stand on a day."""
    model = NoShowModel.objects.newest_first().first()
    if model is None or model.told is None:
        return
    on = max(on, model.until_on)
    path = folder / COUNTED / _file(model, on)
    if path.is_file():
        return
    asked = kept.read(model.told).chances(pieces.opened(folder), on=on)
    near = [one for one in asked.listed if one.day <= on + AHEAD]
    told = {one.appointment_id: _plain(one) for one in near}
    write_whole(path, json.dumps(told).encode())


def read(snapshot: Snapshot, model: NoShowModel, *, on: date) -> Told | None:
    """By appointment; None where a larger lake waits for the worker to tell them."""
    if snapshot.rows <= pieces.AT_ONCE:
        keep(snapshot.folder, on=on)
    path = snapshot.counted / _file(model, max(on, model.until_on))
    if not path.is_file():
        return None
    told = json.loads(path.read_bytes())
    return {
        int(pk): Foretold(
            one["chance"], tuple(Reason(**reason) for reason in one["reasons"])
        )
        for pk, one in told.items()
    }


def _file(model: NoShowModel, on: date) -> str:
    return f"chances_{model.pk}_{on}.json"


def _plain(one: Chance) -> dict[str, object]:
    return {
        "chance": one.chance,
        "reasons": [asdict(reason) for reason in one.reasons],
    }
