"""What can be counted from a snapshot, where it is kept, and when it is counted.

What is kept lies inside the snapshot it was counted from: it can be neither older
nor newer than the facts, and it goes when they go.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

import pyarrow as pa
from django.conf import settings

import pulse
from pulse.engines import duckdb
from pulse.hidden import may_be_named
from pulse.holders import patients_by_money, patients_by_visits
from renxin.scorecard import compared, counting, effects, lists, missing, pictures
from renxin.scorecard.compared import Fairness
from renxin.scorecard.counting import HOUSE, Sheet
from renxin.scorecard.lake.snapshot import COUNTED, Snapshot, write_whole
from renxin.scorecard.missing import Missing
from renxin.scorecard.narrowing import at_clinic
from renxin.scorecard.pictures import Pictures
from renxin.scorecard.span import MONTHS_A_YEAR, Over, Span

# Rows a desk can wait for; a larger lake is counted by the worker beforehand.
AT_ONCE = 400_000
LOST = pa.schema(
    [(name, pa.string()) for name in ("patient_id", "reason", "month", "last_seen_on")]
)
KEY = pa.schema(
    [("patient_id", pa.string()), ("held", pa.int64()), ("before", pa.int64())]
)


class Kind(StrEnum):
    SHEET = "sheet"
    PICTURES = "pictures"
    NO_SHOWS = "no-shows"
    FAIR = "fair"
    EFFECTS = "effects"
    ROWS = "rows"
    LOST = "lost"
    KEY_VISITS = "key-visits"
    KEY_MONEY = "key-money"


LISTS = frozenset({Kind.ROWS, Kind.LOST, Kind.KEY_VISITS, Kind.KEY_MONEY})


@dataclass(frozen=True)
class Piece:
    """One thing to count: of what kind, for when, and for whom.

    All but rows stand as a month ends and are the same for every length of time; a
    sheet tells of every clinic.
    """

    kind: Kind
    span: Span
    group: str = HOUSE
    code: str = ""

    @property
    def file(self) -> str:
        when = self.span.key if self.kind is Kind.ROWS else self.span.to
        whose = "" if self.kind is Kind.SHEET else self.group or "house"
        words = [self.kind, self.code, when, whose]
        ending = "parquet" if self.kind in LISTS else "json"
        return "_".join(word for word in words if word) + f".{ending}"


def is_there(snapshot: Snapshot, piece: Piece) -> bool:
    """Whether it is kept, or was counted just now because that is quick."""
    path = snapshot.counted / piece.file
    if path.is_file():
        return True
    if snapshot.rows > AT_ONCE:
        return False
    count(snapshot.folder, [piece])
    return True


def path_of(snapshot: Snapshot | None, piece: Piece) -> Path:
    """Where a piece that is there lies."""
    if snapshot is None:
        raise FileNotFoundError(piece.file)
    return snapshot.counted / piece.file


def sheet(snapshot: Snapshot, span: Span) -> Sheet | None:
    piece = Piece(Kind.SHEET, span)
    if not is_there(snapshot, piece):
        return None
    return Sheet.read(_told(snapshot, piece)[span.over])


def pictures_of(snapshot: Snapshot, span: Span, group: str) -> Pictures | None:
    piece = Piece(Kind.PICTURES, span, group)
    return Pictures.read(_told(snapshot, piece)) if is_there(snapshot, piece) else None


def missing_of(
    snapshot: Snapshot, span: Span, group: str, *, names: bool
) -> Missing | None:
    """None where it is not counted yet; a house without bookings has nothing in it."""
    piece = Piece(Kind.NO_SHOWS, span, group)
    if not is_there(snapshot, piece):
        return None
    return Missing.read(_told(snapshot, piece), names=names)


def fair_of(
    snapshot: Snapshot, span: Span, group: str = HOUSE, *, names: bool
) -> Fairness | None:
    """None where it is not counted yet; what is not told is not in it."""
    piece = Piece(Kind.FAIR, span, group)
    if not is_there(snapshot, piece):
        return None
    return Fairness.read(_told(snapshot, piece)["lines"], names=names)


def effects_of(
    snapshot: Snapshot, span: Span, group: str
) -> list[dict[str, Any]] | None:
    """None where it is not counted yet; a house without trials has none in it."""
    piece = Piece(Kind.EFFECTS, span, group)
    if not is_there(snapshot, piece):
        return None
    told: list[dict[str, Any]] = _told(snapshot, piece)["effects"]
    return told


def opened(folder: Path) -> pulse.Tables:
    zone, memory = settings.TIME_ZONE, settings.FIGURES_MEMORY
    return duckdb.open(folder, zone=zone, memory=memory)


def count(folder: Path, wanted: Iterable[Piece]) -> None:
    """Count these from the facts in a folder, opening it once."""
    tables = opened(folder)
    for piece in wanted:
        path = folder / COUNTED / piece.file
        if not path.is_file():
            MAKERS[piece.kind](tables, piece, path)


def usual(latest: date, groups: Sequence[str]) -> list[Piece]:
    """What people open first: whatever ends with the latest month."""
    span = Span(Over.MONTH, latest)
    pictures_of_each = [Piece(Kind.PICTURES, span, group) for group in groups]
    return [Piece(Kind.SHEET, span), *pictures_of_each, Piece(Kind.EFFECTS, span)]


def _told(snapshot: Snapshot, piece: Piece) -> dict[str, Any]:
    told: dict[str, Any] = json.loads((snapshot.counted / piece.file).read_bytes())
    return told


def _sheet(tables: pulse.Tables, piece: Piece, path: Path) -> None:
    sheets = counting.count(tables, piece.span.last)
    told = {over: asdict(one) for over, one in sheets.items()}
    write_whole(path, json.dumps(told).encode())


def _pictures(tables: pulse.Tables, piece: Piece, path: Path) -> None:
    drawn = pictures.draw(tables, piece.span, piece.group)
    write_whole(path, json.dumps(asdict(drawn)).encode())


def _no_shows(tables: pulse.Tables, piece: Piece, path: Path) -> None:
    found = missing.count(tables, piece.span, piece.group)
    write_whole(path, json.dumps(found).encode())


def _fair(tables: pulse.Tables, piece: Piece, path: Path) -> None:
    found = compared.count(tables, piece.span, piece.group)
    write_whole(path, json.dumps({"lines": found}).encode())


def _effects(tables: pulse.Tables, piece: Piece, path: Path) -> None:
    found = effects.count(tables, piece.group)
    write_whole(path, json.dumps({"effects": found}).encode())


def _rows(tables: pulse.Tables, piece: Piece, path: Path) -> None:
    by = {"clinic": piece.group} if piece.group else {}
    found = pulse.rows(tables, piece.code, piece.span.period, by=by)
    part = {tuple(row.items()) for row in found.part}
    names = list(found.whole[0]) if found.whole else ["patient_id"]
    columns = [(name, pa.string()) for name in names] + [("counted", pa.bool_())]
    lines = [{**row, "counted": tuple(row.items()) in part} for row in found.whole]
    lists.write(path, lines, pa.schema(columns))


def _lost(tables: pulse.Tables, piece: Piece, path: Path) -> None:
    patients = pulse.loss(tables, piece.span.period).patients
    if piece.group:
        by = {"clinic": piece.group}
        lost = set(pulse.rows(tables, "K22", piece.span.period, by=by).patients())
        patients = [one for one in patients if one.patient_id in lost]
    # Who left last is the likeliest to be reached and to come again.
    patients = sorted(patients, key=lambda one: one.last_seen_on, reverse=True)
    lists.write(path, [asdict(one) for one in patients], LOST)


def _key(by_what: Callable[..., Any]) -> Callable[[pulse.Tables, Piece, Path], None]:
    """Patients from the one who holds most; the restricted are not listed."""

    def write(tables: pulse.Tables, piece: Piece, path: Path) -> None:
        here = at_clinic(tables, piece.group).carrying(())
        year = pulse.Period.months_to(piece.span.end, MONTHS_A_YEAR)
        frame = by_what(here, year).select("patient_id", "now", "before")
        told = may_be_named(here, frame).collect().rows(named=True)
        held = [row for row in told if row["named"] and row["now"] and row["now"] > 0]
        held.sort(key=lambda row: (-row["now"], row["patient_id"]))
        rows = [
            {
                "patient_id": row["patient_id"],
                "held": row["now"],
                "before": row["before"],
            }
            for row in held
        ]
        lists.write(path, rows, KEY)

    return write


MAKERS: dict[Kind, Callable[[pulse.Tables, Piece, Path], None]] = {
    Kind.SHEET: _sheet,
    Kind.PICTURES: _pictures,
    Kind.NO_SHOWS: _no_shows,
    Kind.FAIR: _fair,
    Kind.EFFECTS: _effects,
    Kind.ROWS: _rows,
    Kind.LOST: _lost,
    Kind.KEY_VISITS: _key(patients_by_visits),
    Kind.KEY_MONEY: _key(patients_by_money),
}
