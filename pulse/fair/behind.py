"""The visits behind a candidate: those that lie furthest out, for a review of each."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import narwhals as nw

from pulse.fair.told import Case, Row
from pulse.fetch import Frame, fetched, one
from pulse.hidden import may_be_named
from pulse.opened import Tables

SHOWN = 10
Reading = Callable[[float], float]


def with_visits(
    tables: Tables, row: Row, rows: Frame, value: str, read: Reading
) -> Row:
    """The row with its furthest visits; `read` turns a value into what a person reads.

    The usual is the half of everybody's. A row that is no candidate stays as it is.
    """
    if not row.is_candidate:
        return row
    known = rows.filter(~nw.col(value).is_null())
    if row.clinic is not None:
        known = known.filter(nw.col("clinic") == row.clinic)
    usual = one(known.select(nw.col(value).cast(nw.Float64).median().alias("usual")))
    ours = may_be_named(tables, known.filter(nw.col(row.dim) == row.group))
    is_more = row.estimate is not None and row.estimate > row.scale.nothing
    furthest = fetched(
        ours.sort(value, "visit_id", descending=[is_more, False])
        .select("patient_id", "visit_id", "day", value, "named")
        .head(SHOWN)
    )
    middle = float(usual["usual"])
    cases = tuple(
        _case(visit, value, middle, read) for visit in furthest if visit["named"]
    )
    return replace(row, cases=cases, hidden=len(furthest) - len(cases))


def _case(visit: Mapping[str, Any], value: str, usual: float, read: Reading) -> Case:
    return Case(
        patient_id=str(visit["patient_id"]),
        what=str(visit["visit_id"]),
        day=str(visit["day"]),
        amount=round(read(float(visit[value])), 2),
        usual=round(read(usual), 2),
    )
