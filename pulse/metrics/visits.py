"""First visits and returns: who comes for the first time, and who comes again."""

from datetime import timedelta

import narwhals as nw

from pulse.fetch import Frame
from pulse.metrics.registry import Better, Goal, Unit, metric
from pulse.opened import MONTH, Tables
from pulse.panel import first_visits
from pulse.period import Period, days_later, month_of
from pulse.share import COUNTED, Against, Share

NEW_ITEM_WITHIN = 180


@metric(
    "K01",
    zh="初诊率",
    en="First-visit share",
    better=Better.NEITHER,
    needs=("visits",),
    unit=Unit.VISITS,
    goal=Goal(at_least=0.30, at_most=0.40),
    zh_definition="期内就诊中，患者第一次来的那一次所占的比例。数据开始之前来过的人无从知晓，"
    "除非那一次注明了不是初诊。",
)
def first_visit_share(tables: Tables, period: Period) -> Against:
    """First-ever visits out of all visits in the period.

    First-ever is the earliest in the data and not marked as continuing or returning.
    """
    return _of_visits(tables, period)


@metric(
    "K02",
    zh="复诊占比",
    en="Return-visit share",
    better=Better.NEITHER,
    needs=("visits",),
    unit=Unit.VISITS,
    zh_definition="期内就诊中，不是第一次来的所占的比例；与初诊率合为百分之百。",
)
def return_visit_share(tables: Tables, period: Period) -> Against:
    """Visits that are not the patient's first, out of all visits in the period."""
    return _of_visits(tables, period, rest="rest")


def _firsts(tables: Tables, period: Period) -> Frame:
    def make() -> Frame:
        return first_visits(tables, period.end).filter(period.covers("day"))

    return tables.shared(("firsts", period), make)


def _of_visits(tables: Tables, period: Period, rest: str = "") -> Against:
    firsts = _firsts(tables, period)
    visits = tables.shared(
        ("visits", period),
        lambda: tables.rows("visits").filter(period.covers("day")),
    )
    return Against(
        some=firsts,
        of=visits,
        named=_named(visits, firsts),
        key="visit_id",
        rest=rest,
    )


def _named(visits: Frame, firsts: Frame) -> Frame:
    """Visits told apart; of several at a patient's first moment, one is the first."""
    at = firsts.select("patient_id", "first_at")
    visits = visits.join(at, on="patient_id", how="left").with_columns(
        is_first=nw.col("began_at") == nw.col("first_at")
    )
    earliest = (
        visits.filter(nw.col("is_first"))
        .group_by("patient_id")
        .agg(nw.col("visit_id").min().alias("first_id"))
    )
    told = visits.join(earliest, on="patient_id", how="left")
    is_first = nw.col("visit_id") == nw.col("first_id")
    return told.with_columns(is_first.fill_null(value=False).alias(COUNTED))


def returned_within(tables: Tables, period: Period, days: int) -> Share:
    """Patients first seen in the period, and whether seen again within some days.

    Those whose days have not all passed by the end of the data are not counted yet.
    """
    passed = nw.col("day") < nw.lit(tables.until() - timedelta(days=days))
    again = nw.col("second_at").cast(nw.Date) <= days_later("day", days)
    return Share(_firsts(tables, period), again, among=passed)


RETURN = {
    "better": Better.HIGHER,
    "needs": ("visits",),
    "unit": Unit.PERSONS,
}


@metric(
    "K03",
    zh="复诊率",
    en="Return rate, 180 days",
    goal=Goal(at_least=0.65),
    zh_definition="期内初诊的人里，180 天内又来过的比例。只计 180 天已满的人。",
    **RETURN,
)
def return_rate(tables: Tables, period: Period) -> Share:
    """Patients first seen in the period who came again within 180 days.

    Only those whose 180 days have passed are counted.
    """
    return returned_within(tables, period, 180)


@metric(
    "K03.90",
    zh="复诊率（90 天）",
    en="Return rate, 90 days",
    zh_definition="期内初诊的人里，90 天内又来过的比例。只计 90 天已满的人。",
    **RETURN,
)
def return_rate_90(tables: Tables, period: Period) -> Share:
    """Patients first seen in the period who came again within 90 days."""
    return returned_within(tables, period, 90)


@metric(
    "K03.365",
    zh="复诊率（365 天）",
    en="Return rate, 365 days",
    zh_definition="期内初诊的人里，365 天内又来过的比例。只计 365 天已满的人。",
    **RETURN,
)
def return_rate_365(tables: Tables, period: Period) -> Share:
    """Patients first seen in the period who came again within 365 days."""
    return returned_within(tables, period, 365)


@metric(
    "K04",
    zh="复购率",
    en="New-item return rate",
    better=Better.HIGHER,
    needs=("plans.finished_on", "visits.kind"),
    unit=Unit.PERSONS,
    adds_up=False,
    zh_definition="期内完成方案的人里，180 天内为新项目再来（复诊）的比例。"
    "只计 180 天已满的人。",
)
def new_item_return_rate(tables: Tables, period: Period) -> Share:
    """Patients who finished a plan and within 180 days came for something new.

    Only those whose 180 days have passed are counted; the first plan finished counts.
    """
    done = tables.once(("finished", period), lambda: _finished(tables, period))
    new = tables["visits"].filter(
        (nw.col("kind") == "RETURN") & soon(period, NEW_ITEM_WITHIN)
    )
    return came_within(done, new, "finished_on", NEW_ITEM_WITHIN)


def came_within(people: Frame, visits: Frame, since: str, days: int) -> Share:
    """People of one row each, and whether a visit followed within some days."""
    came = visits.select(
        "patient_id", nw.col("began_at").cast(nw.Date).alias("came_on")
    )
    came_on = nw.col("came_on")
    back = (
        people.select("patient_id", since)
        .join(came, on="patient_id", how="inner")
        .filter((came_on > nw.col(since)) & (came_on <= days_later(since, days)))
        .select("patient_id")
        .unique()
        .with_columns(came_back=nw.lit(1))
    )
    rows = people.join(back, on="patient_id", how="left")
    return Share(rows, ~nw.col("came_back").is_null())


def soon(period: Period, days: int) -> nw.Expr:
    """Visits early enough to count for something that happened in the period."""
    last = period.end + timedelta(days=days)
    return Period(period.start, last).covers("began_at")


def _finished(tables: Tables, period: Period) -> Frame:
    """Who finished a plan in the period, and when first; only with all days passed."""
    passed = tables.until() - timedelta(days=NEW_ITEM_WITHIN)
    finished = nw.col("finished_on")
    done = tables.rows("plans").filter(
        period.covers("finished_on") & (finished < nw.lit(passed))
    )
    done = done.with_columns(month_of("finished_on").alias(MONTH))
    return done.group_by("patient_id", *tables.own_dims()).agg(
        finished.min(), nw.col(MONTH).min()
    )
