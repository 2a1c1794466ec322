"""What brings people back, as the page reads it: each trial with both its sides."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil
from typing import Any, Self

import narwhals as nw
from django.utils.translation import get_language

import pulse
from pulse.effects.told import Known
from renxin.scorecard.signs import Ends, between, signed
from renxin.scorecard.tiles import SMALL

WIDE, MARGIN = 160.0, 8.0
# The picture reaches this far to both sides at the least, in people of a hundred.
NARROWEST = 5.0


@dataclass(frozen=True)
class Side:
    """One side of a trial; of a small one the numbers would point at people."""

    n: int
    came: int

    @property
    def is_small(self) -> bool:
        return self.n < SMALL

    @property
    def percent(self) -> str:
        return f"{self.came / self.n * 100:.1f}" if self.n else "–"


@dataclass(frozen=True)
class Branch:
    """One clinic of a trial, a small one drawn towards the others."""

    clinic: str
    treated: Side
    held_out: Side
    mean: float
    ends: Ends
    better: int

    @property
    def sides(self) -> tuple[Side, Side]:
        return self.treated, self.held_out

    @property
    def written(self) -> str:
        return signed(self.mean)

    @property
    def interval(self) -> str:
        return between(self.ends)


@dataclass(frozen=True)
class Row:
    """One trial; `mean` and the intervals are people of a hundred, None if not read."""

    experiment: str
    within: int
    known: Known
    sentence: str
    treated: Side
    held_out: Side
    waiting: int
    on_both: int
    per_month: float
    p: float | None
    is_sound: bool | None
    mean: float | None = None
    any_day: Ends | None = None
    one_look: Ends | None = None
    with_last_year: Ends | None = None
    rho: float = 0.0
    branches: tuple[Branch, ...] = ()
    widest: float = NARROWEST
    name: str = ""
    protocol_id: int | None = None

    @classmethod
    def read(cls, told: Mapping[str, Any], lang: str) -> Self:
        gap, last_year = told["difference"] or {}, told["with_last_year"] or {}
        sizes = told["sample_ratio"] or {}
        return cls(
            experiment=told["experiment"],
            within=told["within_days"],
            known=Known(told["known"]),
            sentence=told["sentence"][lang],
            treated=_side(told["treated"]),
            held_out=_side(told["held_out"]),
            waiting=told["waiting"],
            on_both=told["on_both_sides"],
            per_month=told["per_month"],
            p=sizes.get("p"),
            is_sound=sizes.get("sound"),
            mean=gap["value"] * 100 if gap else None,
            any_day=_per_100(gap.get("any_day")),
            one_look=_per_100(gap.get("one_look")),
            with_last_year=_per_100(last_year.get("any_day")),
            rho=last_year.get("rho", 0.0),
            branches=tuple(_branch(one) for one in told["clinics"]),
        )

    @property
    def sides(self) -> tuple[Side, Side]:
        return self.treated, self.held_out

    @property
    def is_known(self) -> bool:
        return self.known is Known.KNOWN

    @property
    def is_blocked(self) -> bool:
        return self.known is Known.BLOCKED

    @property
    def written(self) -> str:
        return signed(self.mean)

    @property
    def interval(self) -> str:
        return between(self.any_day)

    @property
    def planned(self) -> str:
        return between(self.one_look)

    @property
    def beside_last_year(self) -> str:
        return between(self.with_last_year)

    @property
    def middle(self) -> float:
        return WIDE / 2

    @property
    def bar(self) -> str:
        low, high = self.any_day or (0.0, 0.0)
        return f"M{self._at(low)} 9H{self._at(high)}"

    @property
    def dot(self) -> float:
        return self._at(self.mean or 0.0)

    def _at(self, per_100: float) -> float:
        part = max(-1.0, min(1.0, per_100 / self.widest))
        return round(WIDE / 2 + part * (WIDE / 2 - MARGIN), 1)


def count(tables: pulse.Tables, group: str) -> list[dict[str, Any]]:
    """Every trial so far, of one clinic's patients or all; they may come anywhere."""
    if group and "clinic" in tables.columns.get("assignments", frozenset()):
        ours = tables["assignments"].filter(nw.col("clinic") == group)
        frames = {**tables.frames, "assignments": ours}
        tables = replace(tables, frames=frames, worked_out={}, days=dict(tables.days))
    return [one.as_json() for one in pulse.effects(tables)]


def read(told: Iterable[Mapping[str, Any]]) -> list[Row]:
    """On one scale, so that they can be held beside each other."""
    rows = [Row.read(one, language()) for one in told]
    ends = [abs(end) for row in rows for end in row.any_day or ()]
    widest = float(ceil(max([NARROWEST, *ends])))
    return [replace(row, widest=widest) for row in rows]


def axis(rows: Sequence[Row]) -> str:
    """Where the picture ends, in people of a hundred; nothing where none is drawn."""
    return next((f"{row.widest:.0f}" for row in rows if row.any_day), "")


def language() -> str:
    return "zh" if (get_language() or "").startswith("zh") else "en"


def asked_first(rows: Sequence[Row], houses: int) -> dict[str, Any]:
    """What the planner starts from: one clinic's own numbers, where there are any."""
    told = next((row for row in rows if row.mean is not None), None)
    if told is None:
        return {"base": 20, "change": 5, "people": 100, "held": 20}
    people = max(1, round(told.per_month / houses))
    base = round(told.held_out.came / told.held_out.n * 100, 1)
    return {"base": base, "change": 5, "people": people, "held": 20}


def _branch(told: Mapping[str, Any]) -> Branch:
    low, high = told["interval"]
    return Branch(
        clinic=told["clinic"],
        treated=_side(told["treated"]),
        held_out=_side(told["held_out"]),
        mean=told["per_100"],
        ends=(low, high),
        better=round(told["better"] * 100),
    )


def _side(told: Mapping[str, Any]) -> Side:
    return Side(told["patients"], told["returned"])


def _per_100(ends: Sequence[float] | None) -> Ends | None:
    return (ends[0] * 100, ends[1] * 100) if ends else None
