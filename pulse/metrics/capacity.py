"""What stands ready: chairs that are used, assistants beside doctors."""

import narwhals as nw

from pulse.fetch import Frame
from pulse.metrics.registry import Better, Goal, Measure, Unit, metric
from pulse.opened import Tables
from pulse.period import Period
from pulse.share import Quotient, Share

CHAIR, DEVICE, BED = "CHAIR", "DEVICE", "BED"


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
    rows = _open(tables, period, CHAIR)
    used, opened = nw.col("used_minutes"), nw.col("open_minutes")
    return Quotient(rows, used, opened, key="resource")


@metric(
    "K16",
    zh="设备利用率",
    en="Equipment utilization",
    better=Better.NEITHER,
    needs=("capacity.used_minutes", "capacity.kind"),
    unit=Unit.MINUTES,
    zh_definition="期内设备用掉的分钟数，除以开放的分钟数。没有记下用了多少的设备当天不计。"
    "与检查阳性率一起看：设备用得多，不等于检查做得对。不作个人考核之用。",
)
def equipment_utilization(tables: Tables, period: Period) -> Quotient:
    """Minutes devices were used in the period, out of the minutes they stood open.

    Days whose use nobody wrote down are not counted. To be read beside the share of
    positive results: more use is not better use. Never to be part of anyone's pay.
    """
    rows = _open(tables, period, DEVICE)
    used, opened = nw.col("used_minutes"), nw.col("open_minutes")
    return Quotient(rows, used, opened, key="resource")


@metric(
    "K18",
    zh="床位使用率",
    en="Bed occupancy",
    better=Better.NEITHER,
    needs=("capacity.used_minutes", "capacity.kind"),
    unit=Unit.BED_DAYS,
    zh_definition="期内有人住的床日数，除以开放的床日数。当天没有记下用没用的床不计。",
)
def bed_occupancy(tables: Tables, period: Period) -> Share:
    """Days on which a bed was in use, out of the days on which it stood open.

    A bed's day whose use nobody wrote down is not counted.
    """
    rows = _open(tables, period, BED).filter(nw.col("open_minutes") > 0)
    return Share(rows, nw.col("used_minutes") > 0, key="resource")


def _open(tables: Tables, period: Period, kind: str) -> Frame:
    """The days of chairs, devices or beds whose use is known."""
    return tables.rows("capacity").filter(
        period.covers("day")
        & (nw.col("kind") == kind)
        & ~nw.col("used_minutes").is_null()
    )


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
