"""One table of the contract, read from a few words.

A column is written `name kind`, with `!` where it is required and `key` where it names
the row. Kinds: `id` (text, never guessed at), `text`, `moment` (in the clinic's own
clock), `day`, `number`, `money` (yuan outside, whole fen inside), `bool`, or the codes
it may hold, joined by `|`.
"""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    ID = "id"
    TEXT = "text"
    MOMENT = "moment"
    DAY = "day"
    NUMBER = "number"
    MONEY = "money"
    BOOL = "bool"
    CODE = "code"


@dataclass(frozen=True)
class Column:
    name: str
    kind: Kind
    required: bool
    codes: tuple[str, ...] = ()

    def dates_the_row(self) -> bool:
        return self.required and self.kind in {Kind.MOMENT, Kind.DAY}


@dataclass(frozen=True)
class Table:
    """One table of the contract: its grain and columns, what names and dates a row."""

    name: str
    grain: str
    columns: tuple[Column, ...]
    key: str | None
    dated_by: str | None

    def column(self, name: str) -> Column | None:
        return next((one for one in self.columns if one.name == name), None)

    def required(self) -> tuple[str, ...]:
        return tuple(one.name for one in self.columns if one.required)


def _column(words: str) -> Column:
    name, _, kind = words.strip().partition(" ")
    if kind == "key":
        return Column(name=name, kind=Kind.ID, required=True)
    codes = tuple(kind.rstrip("!").split("|")) if "|" in kind else ()
    return Column(
        name=name,
        kind=Kind.CODE if codes else Kind(kind.rstrip("!")),
        required=kind.endswith("!"),
        codes=codes,
    )


def table(name: str, grain: str, columns: str) -> Table:
    words = columns.split(",")
    parsed = tuple(_column(one) for one in words)
    return Table(
        name=name,
        grain=grain,
        columns=parsed,
        key=parsed[0].name if words[0].endswith(" key") else None,
        dated_by=next((one.name for one in parsed if one.dates_the_row()), None),
    )
