"""Groups beside their peers, as the page and the reviews of the house read them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import log
from typing import Any, Self

import pulse
from pulse.fair.told import FEWEST_ASKED, FEWEST_TOLD
from renxin.scorecard.narrowing import at_clinic
from renxin.scorecard.span import MONTHS_A_YEAR, Span

PACKAGES, DOCTOR = "PACKAGES", "doctor"
TIMES, POINTS, SHARE = "times", "points", "share"
# The picture ends at twice, at twenty points, and at all of them.
WIDEST = {TIMES: log(2), POINTS: 0.2}
WIDE, MARGIN = 160.0, 8.0

__all__ = ["FEWEST_ASKED", "FEWEST_TOLD"]


@dataclass(frozen=True)
class Line:
    """One group beside its peers; of a small one nothing is known but how small."""

    about: str
    dim: str
    group: str
    clinic: str
    n: int
    scale: str
    estimate: float | None
    low: float | None
    high: float | None
    is_candidate: bool
    patients: tuple[str, ...] = ()

    @property
    def is_told(self) -> bool:
        return None not in (self.estimate, self.low, self.high)

    @property
    def written(self) -> str:
        return write(self.scale, self.estimate)

    @property
    def interval(self) -> str:
        ends = (write(self.scale, one) for one in (self.low, self.high))
        return (
            " – ".join(end.removesuffix(" ×") for end in ends) if self.is_told else ""
        )

    @property
    def bar(self) -> str:
        return f"M{self._at(self.low)} 9H{self._at(self.high)}"

    @property
    def dot(self) -> float:
        return self._at(self.estimate)

    @property
    def middle(self) -> float:
        """Where a group lies that is like the others."""
        return WIDE / 2 if self.scale in WIDEST else WIDE - MARGIN

    def _at(self, number: float | None) -> float:
        """Across the picture; what goes further is cut there."""
        told = number or 0.0
        if self.scale not in WIDEST:
            return round(MARGIN + told * (WIDE - 2 * MARGIN), 1)
        far = log(told or 1) if self.scale == TIMES else told
        part = max(-1.0, min(1.0, far / WIDEST[self.scale]))
        return round(WIDE / 2 * (1 + part) - part * MARGIN, 1)


@dataclass(frozen=True)
class Fairness:
    """Everything that was compared over twelve months."""

    lines: tuple[Line, ...]

    @classmethod
    def read(cls, told: Iterable[Mapping[str, Any]], *, names: bool) -> Self:
        """As told to this reader: without the right to names, nobody by name."""
        lines = (Line(**{**one, "patients": tuple(one["patients"])}) for one in told)
        return cls(tuple(one for one in lines if names or one.dim != DOCTOR))

    @property
    def candidates(self) -> list[Line]:
        """What asks for a look into its cases; never of fewer than thirty."""
        return [one for one in self.lines if one.is_candidate and one.n >= FEWEST_ASKED]

    def about(self, about: str) -> list[Line]:
        return [one for one in self.lines if one.about == about]


def count(tables: pulse.Tables, span: Span, group: str) -> list[dict[str, Any]]:
    """The twelve months up to a span's end, at one clinic or at all."""
    here = at_clinic(tables, group)
    year = pulse.Period.months_to(span.end, MONTHS_A_YEAR)
    care, waited = pulse.reasonable(here, year), pulse.waits(here, year)
    repeated = care.repeats.doctors if care.repeats else ()
    waits = waited.rows if waited else ()
    rows = [*care.rows, *repeated, *waits, *pulse.content(here, year)]
    return [_row(one.as_json()) for one in rows] + [
        _package(one.as_json()) for one in care.packages
    ]


def write(scale: str, number: float | None) -> str:
    if number is None:
        return "–"
    if scale == TIMES:
        return f"{number:.2f} ×"
    if scale == SHARE:
        return f"{number * 100:.1f} %"
    points = f"{number * 100:+.1f}".replace("-", "−")
    return "0.0" if points in {"+0.0", "−0.0"} else points


def _row(told: Mapping[str, Any]) -> dict[str, Any]:
    return _line(told) | {
        "about": str(told["about"]),
        "dim": told["by"],
        "group": told["group"],
        "clinic": told["clinic"] or "",
        "n": told["n"],
        "scale": str(told["scale"]),
        "is_candidate": told["candidate"],
        "estimate": told["estimate"],
        "patients": [case["patient_id"] for case in told.get("cases", ())],
    }


def _package(told: Mapping[str, Any]) -> dict[str, Any]:
    return _line(told) | {
        "about": PACKAGES,
        "dim": "services",
        "group": "＋".join(told["services"]),
        "clinic": "",
        "n": told["whole"],
        "scale": SHARE,
        "is_candidate": True,
        "estimate": told["value"],
        "patients": [],
    }


def _line(told: Mapping[str, Any]) -> dict[str, Any]:
    return {"low": told["low"], "high": told["high"]}
