"""Following up: whether we rang when we owed it, were heard, and they came."""

from functools import partial

import narwhals as nw

from pulse.fetch import Frame
from pulse.metrics.contacts import came_after
from pulse.metrics.registry import Better, Unit, metric
from pulse.opened import Tables
from pulse.period import Period
from pulse.share import Share

# Promises to ring after care; a recall or a win-back is a figure of its own.
FOLLOW_UPS = ("CALL", "CALL_BACK", "FOLLOW_UP")
# Let go because nobody did it: due all the same.
LEFT_UNDONE = ("FORGOTTEN", "NOT_KEPT")
RECALL = "RECALL"
CAME_WITHIN = 30

due = partial(
    metric, better=Better.HIGHER, needs=("promises.kept_at",), unit=Unit.PROMISES
)


def _due(tables: Tables, period: Period) -> Frame:
    """Follow-ups due in the period and before the end of the data."""

    def make() -> Frame:
        columns = tables.columns["promises"]
        rows = tables.rows("promises").filter(
            period.covers("day")
            & (nw.col("day") < nw.lit(tables.until()))
            & nw.col("kind").is_in(list(FOLLOW_UPS))
        )
        if "released_at" not in columns:
            return rows
        stands = nw.col("released_at").is_null()
        if "release_reason" in columns:
            stands = stands | nw.col("release_reason").is_in(list(LEFT_UNDONE))
        return rows.filter(stands)

    return tables.shared(("follow-ups", period), make)


@due(
    "K31",
    zh="回访率",
    en="Follow-ups done",
    zh_definition="期内到期的回访里，做了的比例，早晚都算。"
    "患者不再需要而解除的不计；因为没人做而作罢的，算没做。",
)
def follow_up_rate(tables: Tables, period: Period) -> Share:
    """Follow-ups done, early or late, out of those due in the period.

    One the patient no longer needed is not counted; one let go because nobody did it
    counts as not done.
    """
    done = ~nw.col("kept_at").is_null()
    return Share(_due(tables, period), done, key="promise_id")


@due(
    "K32",
    zh="回访及时率",
    en="Follow-ups done in time",
    zh_definition="期内到期的回访里，在约定的时间段内做的比例：不早于开始那天，不晚于到期那天。",
)
def follow_up_in_time_rate(tables: Tables, period: Period) -> Share:
    """Follow-ups done within their days, out of those due in the period.

    Not before the day they begin, where that is told, and not after the day they end.
    """
    done = nw.col("kept_at").cast(nw.Date)
    in_time = done <= nw.col("day")
    if "due_from" in tables.columns["promises"]:
        begins = nw.col("due_from").cast(nw.Date)
        in_time = in_time & (begins.is_null() | (done >= begins))
    return Share(_due(tables, period), in_time, key="promise_id")


@metric(
    "K33",
    zh="有效接通率",
    en="Calls answered",
    better=Better.HIGHER,
    needs=("calls",),
    unit=Unit.CALLS,
    zh_definition="期内打出的电话里，接通了本人（或家属）的比例。一个人打了几次算几次。",
)
def reached_rate(tables: Tables, period: Period) -> Share:
    """Calls that reached the patient or their family, out of all made in the period."""
    rows = tables.rows("calls").filter(period.covers("day"))
    return Share(rows, nw.col("reached"), key="call_id")


@metric(
    "K34",
    zh="召回到诊率",
    en="Came after a recall",
    better=Better.HIGHER,
    needs=("messages", "visits"),
    beside=("calls",),
    unit=Unit.PERSONS,
    adds_up=False,
    zh_definition="期内召回过（发了消息或打过电话，没接通也算）的人里，"
    "30 天内来过的比例。只计 30 天已满的人；与不召回的人相比才见实效。",
)
def recall_return_rate(tables: Tables, period: Period) -> Share:
    """Patients recalled in the period who came within 30 days of it.

    By message or by call, answered or not. Only those whose 30 days have passed are
    counted. Without a group held out it says who came, not whom the recall brought.
    """
    return came_after(tables, period, RECALL, CAME_WITHIN)
