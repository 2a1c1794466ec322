"""Who is lost, why, and who was won back."""

import narwhals as nw

from pulse.attrition import Attrition
from pulse.composition import Composition
from pulse.fetch import Frame
from pulse.metrics.contacts import came_after
from pulse.metrics.registry import Better, Goal, Unit, metric
from pulse.opened import Tables
from pulse.period import Period
from pulse.share import Share

ASKED = ("MONEY", "TIME", "TRUST", "OTHER")
WON_BACK_WITHIN = 90
WIN_BACK = "WIN_BACK"


@metric(
    "K22",
    zh="流失率",
    en="Attrition",
    better=Better.LOWER,
    needs=("visits",),
    unit=Unit.PERSONS,
    goal=Goal(change=-0.05),
    adds_up=False,
    zh_definition="期末往前数第二个 12 个月里来过的人，"
    "最近 12 个月没有来、也没有约好的比例。"
    "按那一年最后一次就诊归院区、归医生。",
)
def attrition(tables: Tables, period: Period) -> Attrition:
    """Patients seen in the year before the last, and neither seen nor booked since.

    The last year is the twelve months before the period's end. A patient counts for the
    clinic and the doctor of their last visit in the earlier year.
    """
    return Attrition(tables, period)


def told_losses(tables: Tables) -> Frame:
    """Reasons patients gave themselves; what we only suppose is not among them."""
    rows = tables.rows("losses")
    if "told" in tables.columns["losses"]:
        rows = rows.filter(nw.col("told").fill_null(value=True))
    return rows


@metric(
    "K23",
    zh="流失原因构成",
    en="Reasons for leaving",
    better=Better.NEITHER,
    needs=("losses",),
    unit=Unit.PERSONS,
    split_by="reason",
    zh_definition="期内说了离开原因的人里，因钱、因时间、因信任、因其他的各占多少。"
    "搬走、去世、不知原因的另列，不在其中。",
)
def reasons_for_leaving(tables: Tables, period: Period) -> Composition:
    """Money, time, trust and other, out of the patients who told us why they left.

    Those who moved, died or gave no reason are counted apart, never in this whole.
    """
    rows = told_losses(tables).filter(
        period.covers("day") & nw.col("reason").is_in(list(ASKED))
    )
    return Composition(rows, "reason")


@metric(
    "K24",
    zh="挽回率",
    en="Win-back rate",
    better=Better.HIGHER,
    needs=("messages", "visits"),
    unit=Unit.PERSONS,
    adds_up=False,
    beside=("calls",),
    zh_definition="期内为挽回而联系过（发了消息或打过电话，没接通也算）的人里，"
    "90 天内又来的比例。只计 90 天已满的人；与不联系的人相比才见实效。",
)
def win_back_rate(tables: Tables, period: Period) -> Share:
    """Patients we contacted to win them back who came within 90 days of it.

    By message or by call, answered or not. Only those whose 90 days have passed are
    counted. Without a group held out it says who came, not whom the contact brought.
    """
    return came_after(tables, period, WIN_BACK, WON_BACK_WITHIN)
