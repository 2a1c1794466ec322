"""The day in the house: who had booked, how long they waited, when it began."""

from functools import partial

import narwhals as nw

from pulse.fetch import Frame
from pulse.metrics.booking import kept_bookings
from pulse.metrics.registry import Better, Measure, Unit, metric
from pulse.opened import Tables
from pulse.period import Period
from pulse.rate import Spread, minutes_between
from pulse.share import Share

EMERGENCY = "EMERGENCY"
DOCTOR = "DOCTOR"
PUNCTUAL = "5m"
EARLIEST = "-30m"


@metric(
    "K05",
    zh="预约率",
    en="Booked share of visits",
    better=Better.HIGHER,
    needs=("visits", "appointments"),
    unit=Unit.VISITS,
    zh_definition="期内门诊就诊中，当天事先有预约并按约前来的比例。急诊不计，未约而来的登记不算预约。",
)
def booked_share(tables: Tables, period: Period) -> Share:
    """Visits of a patient who kept a booking that day, out of all outpatient visits.

    Emergencies are not counted, and a walk-in written into the book is no booking.
    """
    rows = tables.rows("visits").filter(period.covers("day"))
    if "urgency" in tables.columns["visits"]:
        is_urgent = nw.col("urgency").fill_null("") == EMERGENCY
        rows = rows.filter(~is_urgent)
    booked = kept_bookings(tables).select("patient_id", "day").unique()
    rows = rows.join(
        booked.with_columns(had_booked=nw.lit(1)), on=["patient_id", "day"], how="left"
    )
    return Share(rows, ~nw.col("had_booked").is_null(), key="visit_id")


waiting = partial(
    metric,
    better=Better.LOWER,
    needs=("visits.arrived_at", "visits.seen_at"),
    unit=Unit.VISITS,
    measure=Measure.MINUTES,
    adds_up=False,
)


@waiting(
    "K09",
    zh="候诊时间（中位）",
    en="Waiting time, median",
    zh_definition="从到达到就诊的分钟数的中位数：一半的人等得比它短。早到的从预约时间算起；"
    "没有写明到达或就诊时间的不计。",
)
def waiting_time(tables: Tables, period: Period) -> Spread:
    """Minutes from arrival to being seen: half of the visits wait no longer.

    Whoever comes early waits from the time of their booking. Visits without both
    moments are not counted.
    """
    return Spread(waits(tables, period), nw.col("wait"), "median", "visit_id")


@waiting(
    "K09.P90",
    zh="候诊时间（九成）",
    en="Waiting time, nine in ten",
    zh_definition="九成就诊的候诊时间不超过的分钟数。算法同候诊时间的中位数。",
)
def longest_waiting_time(tables: Tables, period: Period) -> Spread:
    """Minutes from arrival to being seen that nine visits in ten do not exceed.

    Counted as the median wait is.
    """
    return Spread(waits(tables, period), nw.col("wait"), "p90", "visit_id")


def waits(tables: Tables, period: Period) -> Frame:
    return tables.shared(("waits", period), lambda: _waited(tables, period))


def _waited(tables: Tables, period: Period) -> Frame:
    rows = tables.rows("visits").filter(period.covers("day"))
    waited = minutes_between("arrived_at", "seen_at")
    if "appointments" not in tables:
        return rows.with_columns(wait=waited)
    first = (
        kept_bookings(tables)
        .group_by("patient_id", "day")
        .agg(nw.col("starts_at").min().alias("booked_for"))
    )
    rows = rows.join(first, on=["patient_id", "day"], how="left")
    came_early = nw.col("booked_for") > nw.col("arrived_at")
    # Called in before the booked time: a wait of nothing, not of less than nothing.
    from_then = minutes_between("booked_for", "seen_at").fill_null(0.0)
    known = nw.when(~waited.is_null() & came_early).then(from_then)
    return rows.with_columns(wait=known.otherwise(waited))


@metric(
    "K10",
    zh="准时开诊率",
    en="Sessions begun in time",
    better=Better.HIGHER,
    needs=("shifts", "visits.seen_at", "visits.doctor"),
    unit=Unit.SESSIONS,
    zh_definition="期内看过患者的医生班次里，第一位患者最多晚 5 分钟就诊的比例。"
    "应开始的时间＝班次开始；第一个按约来的预约更晚时，以预约为准。",
)
def sessions_in_time(tables: Tables, period: Period) -> Share:
    """Doctors' shifts whose first patient was seen at most five minutes late.

    Out of those in which anyone was seen. Due at the shift's start, or at its first
    booking kept where that is later.
    """
    shifts = tables.rows("shifts").filter(
        period.covers("day") & (nw.col("role") == DOCTOR)
    )
    seen = tables["visits"].select(
        "doctor", "seen_at", nw.col("seen_at").cast(nw.Date).alias("day")
    )
    earliest = nw.col("starts_at").dt.offset_by(EARLIEST)
    begun = _first_within(shifts, seen, "seen_at", earliest)
    rows = shifts.join(begun, on="shift_id", how="inner")
    due = nw.col("starts_at")
    if not tables.lacks(("appointments.doctor",)):
        bookings = kept_bookings(tables).select(
            "doctor", "day", nw.col("starts_at").alias("booked_for")
        )
        first = _first_within(shifts, bookings, "booked_for", nw.col("starts_at"))
        rows = rows.join(first, on="shift_id", how="left")
        due = nw.coalesce("booked_for", "starts_at")
    in_time = nw.col("seen_at") <= due.dt.offset_by(PUNCTUAL)
    return Share(rows, in_time, key="shift_id")


def _first_within(shifts: Frame, events: Frame, at: str, since: nw.Expr) -> Frame:
    """The doctor's first such moment between some moment and the shift's end."""
    of_the_day = shifts.select("shift_id", "staff", "day", "starts_at", "ends_at").join(
        events, left_on=["staff", "day"], right_on=["doctor", "day"], how="inner"
    )
    within = (nw.col(at) >= since) & (nw.col(at) < nw.col("ends_at"))
    return of_the_day.filter(within).group_by("shift_id").agg(nw.col(at).min())
