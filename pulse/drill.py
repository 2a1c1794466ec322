"""From a figure to the rows behind it."""

from collections.abc import Mapping
from dataclasses import dataclass

import narwhals as nw

from pulse.fetch import Frame, fetched
from pulse.figures import lacks_dims, named
from pulse.hidden import may_be_named
from pulse.metrics import catalogue
from pulse.opened import MONTH, Tables
from pulse.period import Period, month_start, months_later
from pulse.share import COUNTED

Row = Mapping[str, str]


@dataclass(frozen=True)
class Rows:
    """The rows that are a figure's whole, and those of them that are its part.

    Each row is its ids. `hidden` counts rows of restricted persons in the whole, left
    out of both lists.
    """

    part: tuple[Row, ...]
    whole: tuple[Row, ...]
    hidden: int

    def patients(self) -> tuple[str, ...]:
        """Whom the part concerns, each once."""
        return tuple(
            dict.fromkeys(row["patient_id"] for row in self.part if "patient_id" in row)
        )


def rows(
    tables: Tables,
    code: str,
    period: Period,
    *,
    by: Mapping[str, str | None] | None = None,
) -> Rows:
    """The rows behind one figure; `by` names its group as the figure does.

    Raises KeyError for a code that is not there, ValueError where the tables cannot
    tell the figure.
    """
    metric = catalogue()[code]
    groups = dict(by or {})
    month = groups.pop(MONTH, None)
    if month is not None:
        period = _month(month)
    split = {one: groups.pop(one) for one in [metric.split_by] if one in groups}
    carrying = tables.carrying(tuple(groups))
    reason = carrying.lacks(metric.needs) or lacks_dims(carrying, metric)
    if reason:
        raise ValueError(f"{code}: {reason}.")
    members = metric.defined(carrying, period).members(*groups)
    for dim, value in (groups | split).items():
        members = members.filter(_is(dim, value))
    return _listed(tables, members, tuple(groups))


def _month(name: str) -> Period:
    year, _, month = name.partition("-")
    start = month_start(int(year) * 12 + int(month) - 1)
    return Period(start, months_later(start, 1))


def _is(dim: str, value: str | None) -> nw.Expr:
    column = nw.col(dim)
    return column.is_null() if value is None else column.cast(nw.String) == value


def _listed(tables: Tables, members: Frame, dims: tuple[str, ...]) -> Rows:
    told = may_be_named(tables, members)
    names = told.collect_schema().names()
    ids = [one for one in names if one not in {COUNTED, "named", *dims}]
    whole = []
    part = []
    hidden = 0
    for row in fetched(told.sort(*ids)):
        if not row["named"]:
            hidden += 1
            continue
        one = {name: str(named(name, row[name])) for name in ids}
        whole.append(one)
        if row[COUNTED]:
            part.append(one)
    return Rows(tuple(part), tuple(whole), hidden)
