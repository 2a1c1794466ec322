"""Figures: every metric that the tables allow, for a period, by any groups."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from pulse.fetch import fetched
from pulse.metrics import catalogue
from pulse.metrics.registry import Metric, Told, Worked
from pulse.opened import MONTH, Tables
from pulse.period import Period, month_name
from pulse.rate import Difference, Spread
from pulse.share import PART, WHOLE, Against, Ratio, together

Number = int | float


@dataclass(frozen=True)
class Figure:
    """One number: what it is, of how many, for whom. An empty whole has no value."""

    code: str
    name: str
    zh: str
    part: Number | None
    whole: int | None
    value: float | None
    n: int | None = None
    by: Mapping[str, str | None] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        value = None if self.value is None else round(self.value, 6)
        told: dict[str, Any] = {"code": self.code, "name": self.name, "zh": self.zh}
        if self.part is None and self.n is not None:
            told |= {"value": value, "n": self.n}
        else:
            told |= {"part": self.part, "whole": self.whole, "value": value}
        return told | {"by": dict(self.by)}


@dataclass(frozen=True)
class LeftOut:
    """A figure that cannot be told, and why; `by` where only that grouping cannot."""

    code: str
    reason: str
    by: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        told: dict[str, Any] = {"code": self.code, "reason": self.reason}
        return told | ({"by": list(self.by)} if self.by else {})


@dataclass(frozen=True)
class Answer:
    figures: tuple[Figure, ...]
    left_out: tuple[LeftOut, ...] = ()

    def of(self, code: str) -> tuple[Figure, ...]:
        return tuple(one for one in self.figures if one.code == code)


def figures(
    tables: Tables,
    period: Period,
    *,
    by: Sequence[str] = (),
    codes: Iterable[str] | None = None,
) -> Answer:
    """All figures of a period, one a group; `codes` asks for some only.

    `by` names columns of the figure's own table or of its patients, or `month`.
    """
    wanted = catalogue()
    if codes is not None:
        wanted = {code: wanted[code] for code in codes}
    carrying = tables.carrying(tuple(by))
    worked: dict[str, Worked] = {}
    left_out = []
    for code, metric in wanted.items():
        reason = _why_not(carrying, metric)
        if reason is None:
            worked[code] = metric.defined(carrying, period)
        else:
            is_whole_there = _why_not(tables.carrying(()), metric) is None
            left_out.append(LeftOut(code, reason, tuple(by) if is_whole_there else ()))
    found = [
        figure
        for batch in _batches(worked)
        for figure in _figures(batch, wanted, tuple(by))
    ]
    return Answer(tuple(sorted(found, key=_order)), tuple(left_out))


def _why_not(tables: Tables, metric: Metric) -> str | None:
    lacking = [tables.lacks((need,)) for need in metric.needs_any]
    if lacking and None not in lacking:
        return " and ".join(str(one) for one in lacking)
    return tables.lacks(metric.needs) or lacks_dims(tables, metric)


def lacks_dims(tables: Tables, metric: Metric) -> str | None:
    """Why a figure cannot be grouped as asked: some table it stands on cannot."""
    stood_on = (metric.grain, *(one for one in metric.beside if one in tables))
    found = (tables.lacks_dims(one) for one in stood_on)
    return next((reason for reason in found if reason), None)


def _order(figure: Figure) -> tuple[str, tuple[str, ...]]:
    return figure.code, tuple(value or "" for value in figure.by.values())


def _batches(worked: Mapping[str, Worked]) -> list[dict[str, Worked]]:
    """Figures of the same rows together: they are counted in one pass."""
    batches: dict[tuple[int, ...], dict[str, Worked]] = {}
    for code, one in worked.items():
        batches.setdefault(_same_rows(one), {})[code] = one
    return list(batches.values())


def _same_rows(one: Worked) -> tuple[int, ...]:
    if isinstance(one, Ratio):
        return (id(one.rows),)
    return (id(one.some), id(one.of)) if isinstance(one, Against) else (id(one),)


def _figures(
    batch: Mapping[str, Worked], wanted: Mapping[str, Metric], by: tuple[str, ...]
) -> list[Figure]:
    ratios = {code: one for code, one in batch.items() if isinstance(one, Ratio)}
    if len(ratios) > 1:
        rows = fetched(together(ratios, by))
        return [
            _figure(
                wanted[code], row, by, (row[f"{code} {PART}"], row[f"{code} {WHOLE}"])
            )
            for row in rows
            for code in ratios
        ]
    code, first = next(iter(batch.items()))
    if isinstance(first, Spread | Difference):
        return _spread(wanted[code], first, _groups(wanted[code], by))
    rows = first.told(*by) if isinstance(first, Told) else fetched(first.by(*by))
    is_first_rest = _is_rest(first)
    return [
        _figure(wanted[code], row, _groups(wanted[code], by), _sums(row, flip))
        for code, one in batch.items()
        for flip in [_is_rest(one) is not is_first_rest]
        for row in rows
    ]


def _spread(
    metric: Metric, one: Spread | Difference, by: tuple[str, ...]
) -> list[Figure]:
    return [
        replace(
            quotient(metric, 0, int(row["n"]), _named(row, by)),
            value=None if row[one.told] is None else round(float(row[one.told]), 6),
        )
        for row in fetched(one.by(*by))
    ]


def _is_rest(one: Worked) -> bool:
    return isinstance(one, Against) and bool(one.rest)


def _sums(row: Mapping[str, Any], flip: object) -> tuple[Any, Any]:
    """Part and whole; the other part where asked."""
    part, whole = row[PART], row[WHOLE]
    return (whole - part if flip else part), whole


def _groups(metric: Metric, by: tuple[str, ...]) -> tuple[str, ...]:
    return (*by, metric.split_by) if metric.split_by else by


def _figure(
    metric: Metric, row: Mapping[str, Any], by: Sequence[str], sums: tuple[Any, Any]
) -> Figure:
    return quotient(metric, _number(sums[0]), _number(sums[1]), _named(row, by))


def _named(row: Mapping[str, Any], by: Sequence[str]) -> dict[str, str | None]:
    return {one: named(one, row[one]) for one in by}


def quotient(
    metric: Metric, part: Number, whole: Number, by: Mapping[str, str | None]
) -> Figure:
    """The figure of a part and a whole. Means show how many, not their sums."""
    n = round(whole)
    scale = 0.01 if metric.is_mean else 1.0
    value = part * scale / whole if whole else None
    if metric.is_mean or metric.is_spread:
        return Figure(metric.code, metric.name, metric.zh, None, None, value, n, by)
    return Figure(metric.code, metric.name, metric.zh, part, n, value, by=by)


def _number(sum_: Any) -> Number:
    """Engines hold sums as wide integers, decimals or floats; of nothing, null.

    They add broken amounts in an order of their own: the last digits are chance.
    """
    if sum_ is None:
        return 0
    return int(sum_) if sum_ == int(sum_) else round(float(sum_), 6)


def named(dim: str, value: object) -> str | None:
    if value is None:
        return None
    return month_name(int(str(value))) if dim == MONTH else str(value)
