"""What stands ready: chairs that are used, assistants beside doctors."""

import narwhals as nw

from pulse.metrics.registry import Better, Goal, Measure, Unit, metric
from pulse.opened import Tables
from pulse.period import Period
from pulse.share import Quotient

CHAIR = "CHAIR"


@metric(
    "K15",
    zh="椅位利用率",
    en="Chair utilization",
    better=Better.HIGHER,
    needs=("capacity.used_minutes", "capacity.kind"),
    unit=Unit.MINUTES,
    zh_definition="期内牙椅用掉的分钟数，除以开放的分钟数。没有记下用了多少的椅位当天不计；"
    "超过百分之百即超时使用。不作个人考核之用。",
)
def chair_utilization(tables: Tables, period: Period) -> Quotient:
    """Minutes chairs were used in the period, out of the minutes they stood open.

    A chair's day whose use nobody wrote down is not counted; above one hundred percent
    is overtime. Never to be part of anyone's pay.
    """
    used = nw.col("used_minutes")
    rows = tables.rows("capacity").filter(
        period.covers("day") & (nw.col("kind") == CHAIR) & ~used.is_null()
    )
    return Quotient(rows, used, nw.col("open_minutes"), key="resource")


@metric(
    "K41",
    zh="医助配比",
    en="Assistants to a doctor",
    better=Better.NEITHER,
    needs=("duty",),
    unit=Unit.DOCTORS,
    measure=Measure.TO_ONE,
    goal=Goal(at_least=3, at_most=5),
    zh_definition="期内在岗的助理人次，除以在岗的医生人次：一位医生配几位助理。",
)
def assistants_to_a_doctor(tables: Tables, period: Period) -> Quotient:
    """Assistants on duty to each doctor on duty, over all days and sessions."""
    rows = tables.rows("duty").filter(period.covers("day"))
    return Quotient(rows, nw.col("assistants"), nw.col("doctors"), key="clinic")
