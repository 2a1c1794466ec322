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
from pulse.metrics.flow import DOCTOR
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
    # What tells how it was measured: like is compared with like.
    way: tuple[str, ...] = ()


def content(tables: Tables, period: Period) -> tuple[Row, ...]:
    """Each group's care beside that of others with the same condition and kind.

    Time with the doctor, the way back to the doctor, duties done and what a visit
    costs, as far as the tables tell them. Time with the doctor is that of the doctor's
    steps; of a visit without such steps, from being seen to the end.
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
            for row in _compared(told, one, dims, [*alike, *one.way])
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


def _time(tables: Tables, _period: Period, rows: Frame) -> Frame:
    """X-ray, cashier and the waits between are no time with the doctor."""
    since_seen = minutes_between("seen_at", "ended_at")
    nothing, never = nw.lit(None).cast(nw.Float64), nw.lit(value=False)
    if tables.lacks(("stage_entries.by_role", "stage_entries.left_at")):
        rows = rows.with_columns(with_doctor=nothing, by_steps=never)
    else:
        rows = rows.join(_with_doctor(tables), on="visit_id", how="left")
        rows = rows.with_columns(nw.col("by_steps").fill_null(value=False))
    minutes = nw.when(nw.col("by_steps")).then(nw.col("with_doctor"))
    return rows.with_columns(told=(minutes.otherwise(since_seen) + 1).log())


def _with_doctor(tables: Tables) -> Frame:
    """The minutes of each visit's steps with a doctor; null where one has no end."""
    steps = tables["stage_entries"].filter(nw.col("by_role") == DOCTOR)
    start = "entered_at"
    if not tables.lacks(("stage_entries.begun_at",)):
        start = "begun_at"
        steps = steps.filter(~nw.col(start).is_null())
    steps = steps.with_columns(minutes=minutes_between(start, "left_at"))
    of_visits = steps.group_by("visit_id").agg(
        nw.col("minutes").sum().alias("whole"),
        nw.col("minutes").is_null().max().alias("is_open"),
    )
    whole = nw.when(~nw.col("is_open")).then(nw.col("whole"))
    return of_visits.select("visit_id", with_doctor=whole, by_steps=nw.lit(value=True))


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
        ("by_steps",),
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
