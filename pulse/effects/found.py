"""Every experiment of a period: how many came on each side, and what that says."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import narwhals as nw

from pulse.effects import small
from pulse.effects.people import HELD_OUT, TREATED, drawn, followed, is_counted
from pulse.effects.samples import Ratio, drawn_ratio
from pulse.effects.strata import Stratum, Sums, added, foretold, gap_of
from pulse.effects.told import Branch, Effect, Side
from pulse.effects.windows import windows
from pulse.fetch import Frame, fetched, one
from pulse.opened import Tables
from pulse.period import Period
from pulse.share import indicator

DAYS_A_MONTH = 30.4
# experiment -> (stratum, clinic, arm) -> sums
Cells = Mapping[str, Mapping[tuple[str, str, str], Sums]]


@dataclass(frozen=True)
class Draw:
    """How one experiment was drawn: who is not counted, and the sizes of its sides."""

    waiting: int
    on_both: int
    per_month: float
    sizes: Ratio | None


def effects(
    tables: Tables, period: Period | None = None, within: int | None = None
) -> tuple[Effect, ...]:
    """What measurably brought people back, experiment by experiment, by name.

    Of those drawn in the period (all, where none is named) whose `within` days have
    passed; a person came back if a visit followed in those days. Where no window is
    named, each experiment has its own (`within_days`), or 90 days. Empty where the
    tables do not tell. Raises ValueError for a window of less than a day.
    """
    if within is not None and within < 1:
        raise ValueError(f"A window has a day at the least, not {within}.")
    if tables.lacks(("assignments", "visits")):
        return ()
    tables = tables.carrying(())
    period = period or _all(tables)
    if period is None:
        return ()
    found = [
        effect
        for days, part in windows(tables, within)
        for effect in _watched(part, period, days)
    ]
    return tuple(sorted(found, key=lambda one: one.experiment))


def _watched(tables: Tables, period: Period, within: int) -> list[Effect]:
    draws, cells = _draws(tables, period, within), _cells(tables, period, within)
    return [
        _effect(name, within, draw, cells.get(name, {})) for name, draw in draws.items()
    ]


def _all(tables: Tables) -> Period | None:
    day = nw.col("assigned_at").cast(nw.Date)
    ends = one(tables["assignments"].select(first=day.min(), last=day.max()))
    if ends["first"] is None:
        return None
    return Period(ends["first"], ends["last"] + timedelta(days=1))


def _draws(tables: Tables, period: Period, within: int) -> dict[str, Draw]:
    held, q = indicator(nw.col("arm") == HELD_OUT), nw.col("held_share")
    is_single = nw.col("arm") == nw.col("other")
    people = drawn(tables, period).with_columns(
        single=indicator(is_single),
        held=indicator(is_single) * held,
        counted=indicator(is_counted(tables, within)),
        unsaid=indicator(is_single & q.is_null()),
        meant=indicator(is_single) * q,
        spread=indicator(is_single) * q * (1 - q),
    )
    sums = ("single", "held", "counted", "unsaid", "meant", "spread")
    day = nw.col("day")
    counts = people.group_by("experiment").agg(
        nw.len().alias("n"),
        day.min().alias("first"),
        day.max().alias("last"),
        *(nw.col(name).sum() for name in sums),
    )
    return {str(row["experiment"]): _draw(row) for row in fetched(counts)}


def _draw(row: Mapping[str, Any]) -> Draw:
    sizes = None
    if not row["unsaid"] and row["single"]:
        meant, spread = float(row["meant"]), float(row["spread"])
        sizes = drawn_ratio(int(row["held"]), meant, spread)
    months = max(1.0, ((row["last"] - row["first"]).days + 1) / DAYS_A_MONTH)
    return Draw(
        waiting=int(row["single"] - row["counted"]),
        on_both=int(row["n"] - row["single"]),
        per_month=int(row["n"]) / months,
        sizes=sizes,
    )


def _cells(tables: Tables, period: Period, within: int) -> Cells:
    rows = _with_clinic(tables, followed(tables, period, within))
    x, y = nw.col("before"), nw.col("came")
    rows = rows.with_columns(xx=x * x, xy=x * y)
    names = ("experiment", "stratum", "clinic", "arm")
    counts = rows.group_by(*names).agg(
        nw.len().alias("n"),
        *(nw.col(name).sum() for name in ("came", "before", "xx", "xy")),
    )
    cells: dict[str, dict[tuple[str, str, str], Sums]] = defaultdict(dict)
    for row in sorted(fetched(counts), key=lambda row: [str(row[n]) for n in names]):
        key = (str(row["stratum"]), str(row["clinic"] or ""), str(row["arm"]))
        came = float(row["came"])
        rest = (float(row[name]) for name in ("before", "xx", "xy"))
        cells[str(row["experiment"])][key] = Sums(int(row["n"]), came, came, *rest)
    return cells


def _with_clinic(tables: Tables, rows: Frame) -> Frame:
    if tables.lacks(("patients.clinic",)):
        return rows.with_columns(clinic=nw.lit(""))
    clinics = tables["patients"].select("patient_id", "clinic")
    return rows.join(clinics, on="patient_id", how="left")


def _effect(
    name: str, within: int, draw: Draw, cells: Mapping[tuple[str, str, str], Sums]
) -> Effect:
    strata = _strata(cells, at=0)
    treated, held_out = (_side(cells, arm) for arm in (TREATED, HELD_OUT))
    return Effect(
        experiment=name,
        within=within,
        treated=treated,
        held_out=held_out,
        waiting=draw.waiting,
        on_both=draw.on_both,
        strata=len(strata),
        per_month=draw.per_month,
        sizes=draw.sizes,
        gap=gap_of(list(strata.values())),
        foretold=foretold(list(strata.values())),
        branches=_branches(_strata(cells, at=1)),
    )


def _strata(cells: Mapping[tuple[str, str, str], Sums], at: int) -> dict[str, Stratum]:
    """Both sides by stratum (`at` 0) or by clinic (`at` 1)."""
    names = dict.fromkeys(sorted(key[at] for key in cells))
    return {
        name: (
            added([one for key, one in cells.items() if _is(key, at, name, TREATED)]),
            added([one for key, one in cells.items() if _is(key, at, name, HELD_OUT)]),
        )
        for name in names
    }


def _is(key: tuple[str, str, str], at: int, name: str, arm: str) -> bool:
    return key[at] == name and key[2] == arm


def _side(cells: Mapping[tuple[str, str, str], Sums], arm: str) -> Side:
    return _counted(one for key, one in cells.items() if key[2] == arm)


def _counted(sums: Iterable[Sums]) -> Side:
    whole = added(list(sums))
    return Side(whole.n, round(whole.y))


def _branches(clinics: Mapping[str, Stratum]) -> tuple[Branch, ...]:
    """Each clinic beside the others; of one house there is nothing to draw towards."""
    named = {name: pair for name, pair in clinics.items() if name}
    if len(named) <= 1:
        return ()
    priors = tuple(
        small.pooled([(round(pair[side].y), pair[side].n) for pair in named.values()])
        for side in (0, 1)
    )
    return tuple(
        _branch(name, pair, (priors[0], priors[1])) for name, pair in named.items()
    )


def _branch(
    name: str, pair: Sequence[Sums], priors: tuple[small.Beta, small.Beta]
) -> Branch:
    treated, held_out = (_counted([one]) for one in pair)
    lean = small.lean(
        (treated.came, treated.n), (held_out.came, held_out.n), priors=priors
    )
    return Branch(name, treated, held_out, lean)
