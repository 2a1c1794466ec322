"""The panel: one row a patient, with the months they were seen in as bits of a number.

Most figures about patients ask it instead of the visits: bit `i` of `months` says that
the patient was seen in the `i`-th month of the sixty before the panel's end.
"""

from collections.abc import Mapping
from datetime import date

import narwhals as nw

from pulse.fetch import Frame, one
from pulse.opened import MONTH, Step, Tables
from pulse.period import Period, month_index, month_of
from pulse.share import indicator

REACH = 60
# No state is asked for earlier: it needs two years of months before it.
ASKED_FROM = 24


def origin(end: date) -> int:
    """The month index of bit 0."""
    return month_index(end) - REACH


def bit_number(month: nw.Expr, end: date) -> nw.Expr:
    number = month - origin(end)
    return nw.when((number >= 0) & (number <= REACH)).then(number)


def any_bit(mask: str, first: int, count: int) -> nw.Expr:
    """True where one of `count` bits from bit `first` on is set."""
    below: nw.Expr = nw.col(mask) % 2 ** (first + count)
    is_set: nw.Expr = below >= 2**first
    return is_set


def counts_by_month(
    panel: Frame, tests: Mapping[int, tuple[nw.Expr, nw.Expr]]
) -> list[dict[str, int]]:
    """Parts and wholes of many months in one pass: one row a month."""
    sums = [
        indicator(test).sum().alias(f"{name} {month}")
        for month, both in tests.items()
        for name, test in zip(("part", "whole"), both, strict=True)
    ]
    counts = one(panel.select(*sums))
    return [
        {MONTH: month}
        | {name: int(counts[f"{name} {month}"] or 0) for name in ("part", "whole")}
        for month in tests
    ]


def seen(tables: Tables, end: date) -> Frame:
    """Each patient's first and second visit, months, visits in the last two years.

    A year without any is null in `now` and `before`.

    The columns to group by are those of the first visit, named `first <column>`.
    """
    return tables.once(("seen", month_index(end)), lambda: _seen(tables, end))


def _seen(tables: Tables, end: date) -> Frame:
    now = Period.months_to(end, 12)
    visits = tables.rows("visits").with_columns(
        bit_number(nw.col(MONTH), end).alias("bit"),
        nw.when(now.covers("day")).then(nw.lit(1)).alias("now"),
        nw.when(now.before().covers("day")).then(nw.lit(1)).alias("before"),
    )
    has_kind = "kind" in tables.columns["visits"]
    carried = tables.own_dims()
    if has_kind:
        may_be_first = nw.col("kind").is_null() | (nw.col("kind") == "FIRST")
        visits = visits.with_columns(
            nw.when(may_be_first).then(nw.col("began_at")).alias("may_be_first")
        )
    steps = [
        Step("first_at", "least", "began_at"),
        Step("second_at", "second", "began_at"),
        Step("months", "bits", "bit"),
        Step("now", "sum", "now"),
        Step("before", "sum", "before"),
        *(Step(f"first {one}", "first_of", one, "began_at") for one in carried),
    ]
    used = ["began_at", "bit", "now", "before", *carried]
    if has_kind:
        steps.append(Step("may_be_first", "least", "may_be_first"))
        used.append("may_be_first")
    visits = visits.select("patient_id", *used)
    return tables.engine.fold(visits, "patient_id", steps)


def first_visits(tables: Tables, end: date) -> Frame:
    """The panel as first visits: with their day, month and columns to group by.

    A patient whose earliest visit is marked as another kind came before the data begin.
    """
    panel = seen(tables, end)
    if "kind" in tables.columns["visits"]:
        panel = panel.filter(nw.col("first_at") == nw.col("may_be_first"))
    return panel.with_columns(
        nw.col("first_at").cast(nw.Date).alias("day"),
        month_of("first_at").alias(MONTH),
        *(nw.col(f"first {dim}").alias(dim) for dim in tables.own_dims()),
    )


def paid(tables: Tables, end: date) -> Frame:
    """Each patient's fen in the last two years, and the months they paid in."""
    return tables.once(("paid", month_index(end)), lambda: _paid(tables, end))


def net(tables: Tables) -> nw.Expr:
    """A charge less what was given back, in fen."""
    if "refunded" in tables.columns["charges"]:
        return nw.col("amount") - nw.col("refunded").fill_null(0)
    return nw.col("amount")


def _paid(tables: Tables, end: date) -> Frame:
    now = Period.months_to(end, 12)
    charges = tables.rows("charges").with_columns(net(tables).alias("net"))
    money = nw.col("net")
    charges = charges.with_columns(
        nw.when(money > 0).then(bit_number(nw.col(MONTH), end)).alias("bit"),
        nw.when(now.covers("day")).then(money).alias("now"),
        nw.when(now.before().covers("day")).then(money).alias("before"),
    )
    steps = [
        Step("months", "bits", "bit"),
        Step("now", "sum", "now"),
        Step("before", "sum", "before"),
    ]
    used = charges.select("patient_id", "bit", "now", "before")
    return tables.engine.fold(used, "patient_id", steps)


def booked(tables: Tables, end: date) -> Frame:
    """Each patient's bookings ahead: bit `i` says one stood open as month `i` began.

    A booking stands from the day it was made to its own day; one cancelled or walked in
    never stood. Where the day it was made is not known, only one still due is taken.
    """
    return tables.once(("booked", month_index(end)), lambda: _booked(tables, end))


def _booked(tables: Tables, end: date) -> Frame:
    ahead = standing(tables).with_columns(
        low=nw.col("since") + 1 - origin(end), high=nw.col(MONTH) - origin(end)
    )
    low, high = nw.col("low"), nw.col("high")
    ahead = ahead.filter((low <= high) & (high >= ASKED_FROM) & (low <= REACH))
    ahead = ahead.select(
        "patient_id",
        low=nw.when(low < ASKED_FROM).then(nw.lit(ASKED_FROM)).otherwise(low),
        high=nw.when(high > REACH).then(nw.lit(REACH)).otherwise(high),
    )
    steps = [Step("booked", "ranges", "low", "high")]
    return tables.engine.fold(ahead, "patient_id", steps)


def standing(tables: Tables) -> Frame:
    """Bookings neither cancelled nor walked in, with the month they stand `since`."""
    rows = tables.rows("appointments").filter(
        nw.col("outcome").is_in(["KEPT", "NO_SHOW", "DUE"])
    )
    if "walk_in" in tables.columns["appointments"]:
        rows = rows.filter(~nw.col("walk_in").fill_null(value=False))
    always = nw.when(nw.col("outcome") == "DUE").then(nw.lit(0))
    if "booked_at" not in tables.columns["appointments"]:
        return rows.with_columns(booked_on=nw.lit(None).cast(nw.Date), since=always)
    made = nw.col("booked_at")
    since = nw.when(made.is_null()).then(always).otherwise(month_of("booked_at"))
    return rows.with_columns(booked_on=made.cast(nw.Date), since=since)
