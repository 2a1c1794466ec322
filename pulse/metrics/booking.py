"""Bookings: who came, who did not, who called it off."""

from functools import partial

import narwhals as nw

from pulse.fetch import Frame
from pulse.metrics.registry import Better, Goal, Unit, metric
from pulse.opened import Tables
from pulse.period import Period
from pulse.share import Share

CAME, MISSED = "KEPT", "NO_SHOW"
CALLED_OFF = "CANCELLED_BY_PATIENT"
LATE = "24h"

booking = partial(
    metric,
    needs=("appointments",),
    unit=Unit.BOOKINGS,
)


def due_bookings(tables: Tables, period: Period) -> Frame:
    """Bookings for a day in the period whose patient was to come.

    Not those the clinic called off, nor walk-ins, nor those still ahead.
    """
    rows = tables.rows("appointments").filter(
        period.covers("day") & nw.col("outcome").is_in([CAME, MISSED, CALLED_OFF])
    )
    return expected(tables, rows)


def expected(tables: Tables, rows: Frame) -> Frame:
    """Bookings made before the patient stood at the desk."""
    if "walk_in" not in tables.columns["appointments"]:
        return rows
    return rows.filter(~nw.col("walk_in").fill_null(value=False))


def kept_bookings(tables: Tables) -> Frame:
    """Bookings the patient came to, with their clinic `day`."""
    rows = tables["appointments"].filter(nw.col("outcome") == CAME)
    return expected(tables, rows).with_columns(
        nw.col("starts_at").cast(nw.Date).alias("day")
    )


def _share(tables: Tables, period: Period, counted: nw.Expr) -> Share:
    return Share(_due(tables, period), counted, key="appointment_id")


def _due(tables: Tables, period: Period) -> Frame:
    """One frame for all these figures, so that they are counted in one pass."""
    return tables.shared(("due", period), lambda: due_bookings(tables, period))


@booking(
    "K06",
    zh="就诊率",
    en="Show rate",
    better=Better.HIGHER,
    zh_definition="应到的预约里，人到了的比例。应到＝已约，减去诊所取消的；不含未约而来和尚未到日子的。",
)
def show_rate(tables: Tables, period: Period) -> Share:
    """Bookings kept, out of those due.

    Due: booked for a day in the period, less those the clinic called off. Walk-ins and
    bookings still ahead are not due. With no-shows and patients' cancellations it makes
    up the whole.
    """
    return _share(tables, period, nw.col("outcome") == CAME)


@booking(
    "K07",
    zh="爽约率",
    en="No-show rate",
    better=Better.LOWER,
    goal=Goal(at_most=0.08),
    zh_definition="应到的预约里，没来也没取消的比例。应到＝已约，减去诊所取消的；不含未约而来和尚未到日子的。",
)
def no_show_rate(tables: Tables, period: Period) -> Share:
    """Bookings neither kept nor called off, out of those due.

    Due: booked for a day in the period, less those the clinic called off. Walk-ins and
    bookings still ahead are not due.
    """
    return _share(tables, period, nw.col("outcome") == MISSED)


@booking(
    "K07.AHEAD",
    zh="提前预约的爽约率",
    en="No-show rate, booked ahead",
    better=Better.LOWER,
    needs=("appointments.booked_at",),
    zh_definition="至少提前一天约的、应到的预约里，没来也没取消的比例。",
)
def no_show_rate_ahead(tables: Tables, period: Period) -> Share:
    """No-shows out of the bookings due that were made at least a day before their day.

    Those made on the day itself are nearly always kept and hide the rest.
    """
    booked_on = nw.col("booked_at").cast(nw.Date)
    return Share(
        _due(tables, period),
        nw.col("outcome") == MISSED,
        among=booked_on < nw.col("day"),
        key="appointment_id",
    )


@booking(
    "K08",
    zh="取消率",
    en="Cancellation rate",
    better=Better.LOWER,
    zh_definition="应到的预约里，患者自己取消的比例。就诊、爽约、取消三者合为百分之百。",
)
def cancellation_rate(tables: Tables, period: Period) -> Share:
    """Bookings the patient called off, out of those due.

    Show, no-show and cancellation rates add up to one.
    """
    return _share(tables, period, nw.col("outcome") == CALLED_OFF)


@booking(
    "K08.LATE",
    zh="临时取消率",
    en="Late cancellation rate",
    better=Better.LOWER,
    needs=("appointments.cancelled_at",),
    zh_definition="应到的预约里，患者在开始前 24 小时之内才取消的比例。"
    "是取消率的一部分。",
)
def late_cancellation_rate(tables: Tables, period: Period) -> Share:
    """Bookings the patient called off less than 24 hours before, out of those due.

    A part of the cancellation rate. One without the moment it was called off is not
    counted as late.
    """
    is_late = nw.col("cancelled_at") > nw.col("starts_at").dt.offset_by(f"-{LATE}")
    return _share(tables, period, (nw.col("outcome") == CALLED_OFF) & is_late)
