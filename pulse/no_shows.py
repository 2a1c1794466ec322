"""When bookings are missed: by lead, hour, weekday and doctor, each with its whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import narwhals as nw

from pulse.fetch import Frame, fetched
from pulse.interval import wilson
from pulse.metrics.booking import MISSED, due_bookings
from pulse.opened import Tables
from pulse.period import Period, days_later
from pulse.share import indicator

# The last day of each band of days between the booking and its own day.
LEADS: tuple[tuple[str, int], ...] = (
    ("0", 0),
    ("1", 1),
    ("2–3", 3),
    ("4–7", 7),
    ("8–14", 14),
    ("15–30", 30),
)
LATER = "31+"
BANDS = (*(name for name, _ in LEADS), LATER)
# Nobody's work is judged by fewer bookings, nor an hour of the week by fewer.
FEWEST_OF_A_DOCTOR, FEWEST_OF_AN_HOUR = 30, 10


@dataclass(frozen=True)
class Missed:
    """No-shows of one group, out of its bookings due.

    `expected` is how many a group of the same leads would have missed in this house.
    A group too small to be told keeps its whole and loses its part.
    """

    group: str
    part: int | None
    whole: int
    expected: float | None = None

    @property
    def share(self) -> float | None:
        return self.part / self.whole if self.whole and self.part is not None else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Wilson's 95 % interval of the share."""
        return None if self.part is None else wilson(self.part, self.whole)

    def as_json(self) -> dict[str, Any]:
        low, high = self.interval or (None, None)
        told: dict[str, Any] = {"group": self.group, "part": self.part}
        told |= {"whole": self.whole, "value": _rounded(self.share)}
        told |= {"low": _rounded(low), "high": _rounded(high)}
        if self.expected is not None:
            told["expected"] = round(self.expected, 2)
        return told


@dataclass(frozen=True)
class NoShows:
    """Where no-shows are, as K07 counts them.

    `week` holds one row an hour of the week, named `3 09` for Wednesday nine o'clock. A
    dimension the tables do not hold has no rows. `by_doctor` is in the order of the
    names, never of the shares.
    """

    by_lead: tuple[Missed, ...]
    by_hour: tuple[Missed, ...]
    by_weekday: tuple[Missed, ...]
    by_doctor: tuple[Missed, ...]
    week: tuple[Missed, ...]

    def as_json(self) -> dict[str, Any]:
        return {
            name: [one.as_json() for one in getattr(self, name)]
            for name in ("by_lead", "by_hour", "by_weekday", "by_doctor", "week")
        }


def no_shows(tables: Tables, period: Period) -> NoShows | None:
    """No-shows of the bookings due in a period, by what may lie behind them.

    Without a table of appointments there is none. Bookings whose making is not dated
    are in no band of lead; a moment of midnight has no hour.
    """
    if "appointments" not in tables:
        return None
    due = _marked(tables, due_bookings(tables.carrying(()), period))
    week = _counted(due.filter(nw.col("is_timed")), "weekday", "hour")
    leads = _counted(due.filter(~nw.col("lead").is_null()), "lead")
    return NoShows(
        by_lead=_in_bands(leads),
        by_hour=_summed(week, "hour"),
        by_weekday=_summed(_counted(due, "weekday"), "weekday"),
        by_doctor=_doctors(tables, due, leads),
        week=tuple(_of_an_hour(row) for row in week),
    )


def lead_band() -> nw.Expr:
    """The band of days between `booked_on` and `day`; null where none is known."""
    day, booked = nw.col("day"), nw.col("booked_on")
    band: nw.Expr = nw.when(~booked.is_null()).then(nw.lit(LATER))
    for name, last in reversed(LEADS):
        is_within = day <= days_later("booked_on", last)
        band = nw.when(is_within).then(nw.lit(name)).otherwise(band)
    return band


def _marked(tables: Tables, due: Frame) -> Frame:
    booked = nw.lit(None).cast(nw.Date)
    if "booked_at" in tables.columns["appointments"]:
        booked = nw.col("booked_at").cast(nw.Date)
    at = nw.col("starts_at")
    return due.with_columns(
        booked_on=booked,
        weekday=at.dt.weekday().cast(nw.Int64),
        hour=at.dt.hour().cast(nw.Int64),
        is_timed=at != nw.col("day").cast(nw.Datetime("us")),
        is_missed=indicator(nw.col("outcome") == MISSED),
    ).with_columns(lead=lead_band())


def _counted(due: Frame, *dims: str) -> list[dict[str, Any]]:
    counts = due.group_by(*dims).agg(
        nw.col("is_missed").sum().cast(nw.Int64).alias("part"),
        nw.len().cast(nw.Int64).alias("whole"),
    )
    return fetched(counts.sort(*dims))


def _in_bands(leads: Sequence[dict[str, Any]]) -> tuple[Missed, ...]:
    found = {row["lead"]: row for row in leads}
    return tuple(
        Missed(band, found[band]["part"], found[band]["whole"])
        for band in BANDS
        if band in found
    )


def _summed(rows: Sequence[dict[str, Any]], dim: str) -> tuple[Missed, ...]:
    sums: dict[int, list[int]] = {}
    for row in rows:
        both = sums.setdefault(row[dim], [0, 0])
        both[0] += row["part"]
        both[1] += row["whole"]
    return tuple(
        Missed(f"{one:02}" if dim == "hour" else str(one), *sums[one])
        for one in sorted(sums)
    )


def _of_an_hour(row: dict[str, Any]) -> Missed:
    is_few = row["whole"] < FEWEST_OF_AN_HOUR
    name = f"{row['weekday']} {row['hour']:02}"
    return Missed(name, None if is_few else row["part"], row["whole"])


def _doctors(
    tables: Tables, due: Frame, leads: Sequence[dict[str, Any]]
) -> tuple[Missed, ...]:
    """Each doctor beside what the leads of their own bookings would lead one to."""
    if tables.lacks(("appointments.doctor",)):
        return ()
    usual = {row["lead"]: row["part"] / row["whole"] for row in leads}
    named = due.filter(~nw.col("doctor").is_null())
    of_each: dict[str, list[dict[str, Any]]] = {}
    for row in _counted(
        named.with_columns(nw.col("lead").fill_null("")), "doctor", "lead"
    ):
        of_each.setdefault(str(row["doctor"]), []).append(row)
    return tuple(_doctor(name, rows, usual) for name, rows in sorted(of_each.items()))


def _doctor(
    name: str, rows: Sequence[dict[str, Any]], usual: dict[str, float]
) -> Missed:
    whole = sum(row["whole"] for row in rows)
    if whole < FEWEST_OF_A_DOCTOR:
        return Missed(name, None, whole)
    is_known = all(row["lead"] in usual for row in rows)
    expected = (
        sum(row["whole"] * usual[row["lead"]] for row in rows) if is_known else None
    )
    return Missed(name, sum(row["part"] for row in rows), whole, expected)


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, 6)
