"""Reasonable care: what asks for a look, with the cases behind it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pulse.fair.chairs import empty_chairs
from pulse.fair.costs import case_costs, plan_values
from pulse.fair.packages import Package, packages
from pulse.fair.repeats import Repeated, repeats
from pulse.fair.told import About, Row
from pulse.opened import Tables
from pulse.period import Period

Told = Callable[[Tables, Period], tuple[Row, ...]]
# What each comparison cannot do without.
WATCHES: tuple[tuple[About, tuple[str, ...], Told], ...] = (
    (About.CASE_COST, ("charges.condition", "charges.doctor"), case_costs),
    (
        About.PLAN_VALUE,
        ("plans.value", "plans.condition", "plans.doctor"),
        plan_values,
    ),
    (
        About.EMPTY_CHAIRS,
        (
            "plans.value",
            "plans.clinic",
            "capacity.used_minutes",
            "capacity.kind",
            "capacity.clinic",
        ),
        empty_chairs,
    ),
)
PACKAGES, REPEATS = ("charges.service", "charges.visit_id"), ("reports.kind",)


@dataclass(frozen=True)
class Reasonable:
    """What was compared, what is always together or repeated, and what was left out."""

    rows: tuple[Row, ...]
    packages: tuple[Package, ...]
    repeats: Repeated | None
    left_out: dict[str, str]

    def candidates(self) -> tuple[Row, ...]:
        """What asks for a review of its cases."""
        of_repeats = self.repeats.doctors if self.repeats else ()
        return tuple(one for one in (*self.rows, *of_repeats) if one.is_candidate)

    def as_json(self) -> dict[str, Any]:
        return {
            "rows": [one.as_json() for one in self.rows],
            "packages": [one.as_json() for one in self.packages],
            "repeats": self.repeats.as_json() if self.repeats else None,
            "left_out": dict(self.left_out),
        }


def reasonable(tables: Tables, period: Period) -> Reasonable:
    """Costs, plans, empty chairs, packages and repeats, as far as the tables tell."""
    left_out: dict[str, str] = {}
    rows: list[Row] = []

    def is_told(name: str, needs: tuple[str, ...]) -> bool:
        reason = tables.lacks(needs)
        if reason:
            left_out[name] = reason
        return not reason

    for about, needs, told in WATCHES:
        if is_told(str(about), needs):
            rows += told(tables, period)
    return Reasonable(
        rows=tuple(rows),
        packages=packages(tables, period) if is_told("PACKAGES", PACKAGES) else (),
        repeats=repeats(tables, period) if is_told("REPEATS", REPEATS) else None,
        left_out=left_out,
    )
