"""Plans: how many are taken up, carried on in time, and dropped on the way."""

from dataclasses import dataclass
from datetime import date
from functools import partial

import narwhals as nw

from pulse.fetch import Frame
from pulse.metrics.registry import Better, Unit, metric
from pulse.opened import MONTH, Tables
from pulse.period import Period, month_start
from pulse.share import Quotient, Share

FEN = 100
TIMES_THE_GAP = 2
A_DAY = 24 * 60  # minutes

plan = partial(metric, needs=("plans.accepted_on",), better=Better.NEITHER)


@plan(
    "K19",
    zh="方案接受率",
    en="Plans taken up",
    unit=Unit.PLANS,
    zh_definition="期内出示的治疗方案里，患者接受了的比例，数据结束前接受都算。"
    "患者有权不接受：不作个人考核之用。",
)
def acceptance_rate(tables: Tables, period: Period) -> Share:
    """Plans taken up by the end of the data, out of those presented in the period.

    A patient is free to say no: never to be part of anyone's pay.
    """
    rows = tables.rows("plans").filter(period.covers("day"))
    return Share(rows, ~nw.col("accepted_on").is_null(), key="plan_id")


@plan(
    "K19.VALUE",
    zh="方案接受率（按金额）",
    en="Plans taken up, by value",
    needs=("plans.accepted_on", "plans.value"),
    unit=Unit.AMOUNT,
    zh_definition="期内出示的方案里，接受了的金额除以出示的金额（元）。没有写明金额的方案不计。"
    "不作个人考核之用。",
)
def accepted_value_rate(tables: Tables, period: Period) -> Quotient:
    """The value of plans taken up out of the value of those presented, in yuan.

    Plans without a value are not counted. Never to be part of anyone's pay.
    """
    known = period.covers("day") & ~nw.col("value").is_null()
    rows = tables.rows("plans").filter(known)
    yuan = nw.col("value").cast(nw.Float64) / FEN
    taken_up = nw.when(~nw.col("accepted_on").is_null()).then(yuan)
    return Quotient(rows, taken_up.otherwise(nw.lit(0.0)), yuan, key="plan_id")


@metric(
    "K20",
    zh="方案完成率",
    en="Planned steps done in time",
    better=Better.HIGHER,
    needs=("plan_steps.done_on",),
    unit=Unit.STEPS,
    zh_definition="期内应做的方案步骤里，在应做那天或之前做了的比例。还没到期的不计。",
)
def completion_rate(tables: Tables, period: Period) -> Share:
    """Steps of plans done on their day or before, out of those due in the period.

    What is due after the end of the data is not counted.
    """
    rows = tables.rows("plan_steps").filter(
        period.covers("day") & (nw.col("day") < nw.lit(tables.until()))
    )
    return Share(rows, nw.col("done_on") <= nw.col("due_on"), key="step_id")


@dataclass(frozen=True)
class Running:
    """Plans running at the period's end, or by month at the end of each."""

    tables: Tables
    period: Period

    def by(self, *dims: str) -> Frame:
        return self._share(dims).by(*dims)

    def members(self, *dims: str) -> Frame:
        return self._share(dims).members(*dims)

    def _share(self, dims: tuple[str, ...]) -> Share:
        months = self.period.months()
        if MONTH not in dims:
            return self._stopped(self._at(self.period.end))
        ends = [
            self._at(month_start(one + 1)).with_columns(nw.lit(one).alias(MONTH))
            for one in months
        ]
        return self._stopped(nw.concat(ends))

    def _stopped(self, rows: Frame) -> Share:
        return Share(rows, nw.col("is_stopped"), key="plan_id")

    def _at(self, end: date) -> Frame:
        """The plans running on a day, and whether anybody came within twice the gap."""
        end = min(end, self.tables.until())
        day = nw.lit(end)
        finished = nw.col("finished_on")
        rows = self.tables.rows("plans").filter(
            (nw.col("accepted_on") < day)
            & (finished.is_null() | (finished >= day))
            & ~nw.col("gap_days").is_null()
        )
        visits = self.tables["visits"].select(
            "patient_id", nw.col("began_at").cast(nw.Date).alias("came_on")
        )
        last = (
            visits.filter(nw.col("came_on") < day)
            .group_by("patient_id")
            .agg(nw.col("came_on").max())
        )
        rows = rows.join(last, on="patient_id", how="left")
        # As moments: engines disagree on what one day less another is.
        seen = nw.max_horizontal("came_on", "accepted_on").cast(nw.Datetime("us"))
        away = (day.cast(nw.Datetime("us")) - seen).dt.total_minutes() / A_DAY
        is_stopped = away > TIMES_THE_GAP * nw.col("gap_days")
        return rows.with_columns(is_stopped=is_stopped, day=day)


@metric(
    "K21",
    zh="中途流失率",
    en="Plans dropped on the way",
    better=Better.LOWER,
    needs=("plans.gap_days", "plans.accepted_on", "plans.finished_on", "visits"),
    unit=Unit.PLANS,
    adds_up=False,
    zh_definition="期末进行中的方案（已接受、未完成）里，超过计划间隔的两倍没有来过的比例。"
    "没有写明间隔的方案不计。",
)
def dropped_rate(tables: Tables, period: Period) -> Running:
    """Plans running at the period's end whose patient stays away over twice the gap.

    Running means taken up and not finished; the gap is the planned days between two
    comings. Plans without one are not counted.
    """
    return Running(tables, period)
