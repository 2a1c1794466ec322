"""What care holds for one group and another: not how soon, but how much."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import exp

import narwhals as nw

from pulse.fair.behind import Reading, with_visits
from pulse.fair.compared import compared
from pulse.fair.groups import grouped_visits
from pulse.fair.told import About, Row, Scale, marked, rows_of
from pulse.fetch import Frame
from pulse.opened import Tables
from pulse.panel import net
from pulse.period import Period
from pulse.rate import minutes_between
from pulse.share import indicator

FEN = 100
ALIKE = ("clinic", "department", "condition", "kind", "urgency")
FAR = {Scale.TIMES: 1.2, Scale.POINTS: 0.05}
# Care is wanting where these are less.
LESS_IS_WORSE = (About.TIME_WITH_DOCTOR, About.BACK_TO_DOCTOR, About.DUTIES)
# Value is what visits cost, and a first visit is another thing than a later one.
NO_QUESTION = (
    (About.VISIT_COST, "value_tier"),
    (About.VISIT_COST, "first_visit"),
    (About.TIME_WITH_DOCTOR, "first_visit"),
)


@dataclass(frozen=True)
class Measured:
    """One thing care holds: what it needs, and how the visits tell it."""

    about: About
    scale: Scale
    needs: tuple[str, ...]
    told: Callable[[Tables, Period, Frame], Frame]
    read: Reading = float


def content(tables: Tables, period: Period) -> tuple[Row, ...]:
    """Each group's care beside that of others with the same condition and kind.

    Time with the doctor, the way back to the doctor, duties done and what a visit
    costs, as far as the tables tell them.
    """
    measures = [one for one in MEASURES if not tables.lacks(one.needs)]
    if "visits" not in tables or not measures:
        return ()
    visits = tables.carrying(()).rows("visits").filter(period.covers("day"))
    rows, dims = grouped_visits(tables, visits, period)
    names = rows.collect_schema().names()
    alike = [one for one in ALIKE if one in names]
    rows = tables.engine.keep(rows)
    found: list[Row] = []
    for one in measures:
        told = tables.engine.keep(one.told(tables, period, rows))
        found += [
            with_visits(tables, row, told, "told", one.read)
            for row in _compared(told, one, dims, alike)
        ]
    return tuple(found)


def _compared(
    rows: Frame, one: Measured, dims: Sequence[str], alike: Sequence[str]
) -> list[Row]:
    found: list[Row] = []
    for dim in dims:
        if (one.about, dim) in NO_QUESTION:
            continue
        held = [same for same in alike if (dim, same) != ("first_visit", "kind")]
        blank = Row(one.about, dim, "", 0, one.scale)
        found += rows_of(blank, compared(rows, "told", dim, held))
    return list(marked(found, from_=FAR[one.scale], downwards=LESS_IS_WORSE))


def _time(_tables: Tables, _period: Period, rows: Frame) -> Frame:
    minutes = minutes_between("seen_at", "ended_at")
    return rows.with_columns(told=(minutes + 1).log())


def _went_back(_tables: Tables, _period: Period, rows: Frame) -> Frame:
    known = ~nw.col("back_to_doctor").is_null()
    return rows.with_columns(
        told=nw.when(known).then(indicator(nw.col("back_to_doctor")))
    )


def _duties(tables: Tables, _period: Period, rows: Frame) -> Frame:
    done = indicator(~nw.col("done_at").is_null())
    of_visits = tables["duties"].with_columns(done=done).group_by("visit_id")
    return rows.join(
        of_visits.agg(nw.col("done").mean().alias("told")), on="visit_id", how="left"
    )


def _cost(tables: Tables, period: Period, rows: Frame) -> Frame:
    paid = tables.carrying(()).rows("charges").filter(period.covers("day"))
    of_visits = paid.with_columns(fen=net(tables)).group_by("visit_id")
    sums = of_visits.agg(nw.col("fen").sum()).filter(nw.col("fen") > 0)
    log = nw.col("fen").cast(nw.Float64).log()
    return rows.join(sums.select("visit_id", told=log), on="visit_id", how="left")


MEASURES = (
    Measured(
        About.TIME_WITH_DOCTOR,
        Scale.TIMES,
        ("visits.seen_at", "visits.ended_at"),
        _time,
        lambda told: exp(told) - 1,
    ),
    Measured(
        About.BACK_TO_DOCTOR, Scale.POINTS, ("visits.back_to_doctor",), _went_back
    ),
    Measured(About.DUTIES, Scale.POINTS, ("duties.done_at",), _duties),
    Measured(
        About.VISIT_COST,
        Scale.TIMES,
        ("charges.visit_id",),
        _cost,
        lambda told: exp(told) / FEN,
    ),
)
