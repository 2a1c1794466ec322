"""Whom we turned to of our own accord, by message or telephone, and who came then."""

from datetime import timedelta

import narwhals as nw

from pulse.fetch import Frame
from pulse.metrics.visits import came_within, soon
from pulse.opened import MONTH, Tables
from pulse.period import Period, month_of
from pulse.share import Share


def came_after(tables: Tables, period: Period, purpose: str, days: int) -> Share:
    """People contacted for a purpose in the period; whether they came within some days.

    Each counts once, from their first contact in the period, and only when the days
    have passed. A call counts though nobody answered, a message once it was sent.
    """
    key = ("contacted", purpose, days, period)
    first = tables.once(key, lambda: _first(tables, period, purpose, days))
    came = tables["visits"].filter(soon(period, days))
    return came_within(first, came, "day", days)


def _first(tables: Tables, period: Period, purpose: str, days: int) -> Frame:
    passed = tables.until() - timedelta(days=days)
    rows = _contacts(tables, purpose).filter(
        period.covers("day") & (nw.col("day") < nw.lit(passed))
    )
    return rows.group_by("patient_id", *tables.own_dims()).agg(
        nw.col("day").min(), nw.col(MONTH).min()
    )


def _contacts(tables: Tables, purpose: str) -> Frame:
    columns = ["patient_id", "day", MONTH, *tables.own_dims()]
    found = [_messages(tables, purpose).select(columns)]
    if not tables.lacks(("calls.kind",)):
        calls = tables.rows("calls").filter(nw.col("kind") == purpose)
        found.append(calls.select(columns))
    return nw.concat(found)


def _messages(tables: Tables, purpose: str) -> Frame:
    return sent(tables).filter(nw.col("purpose") == purpose)


def sent(tables: Tables) -> Frame:
    """Messages on the day they were sent; where that is not told, queued."""
    rows = tables.rows("messages")
    if "sent_at" in tables.columns["messages"]:
        rows = rows.filter(~nw.col("sent_at").is_null()).with_columns(
            nw.col("sent_at").cast(nw.Date).alias("day"),
            month_of("sent_at").alias(MONTH),
        )
    return rows
