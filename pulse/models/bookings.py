"""Bookings as columns of numbers, and what was known of a patient by a given day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import narwhals as nw
import numpy as np
import pyarrow as pa

from pulse.hidden import may_be_named
from pulse.metrics.booking import CAME, MISSED, expected
from pulse.models.logistic import Ints
from pulse.opened import Tables

EPOCH = date(1970, 1, 1)
UNKNOWN = -1
TOLD = {CAME: 0, MISSED: 1}
# A booking not called off: its day may have passed or not.
STANDING = (CAME, MISSED, "DUE")


@dataclass(frozen=True)
class Bookings:
    """Columns of one length. Days are counted from 1970; -1 is not known.

    `missed` is 1, 0, or -1 where the outcome is not written down. Nothing of the
    person is here but who they are.
    """

    ids: Sequence[str]
    patient_ids: Sequence[str]
    named: Ints
    patients: Ints
    days: Ints
    booked: Ints
    weekdays: Ints
    hours: Ints
    missed: Ints
    reminded: Ints
    more: Mapping[str, Sequence[str | None]]

    def leads(self) -> Ints:
        return self.days - self.booked


def bookings(tables: Tables, more: Sequence[str] = ()) -> Bookings:
    """Every booking not called off, walk-ins aside, and some more of its columns."""
    rows = expected(tables.carrying(()), tables.carrying(()).rows("appointments"))
    rows = rows.filter(nw.col("outcome").is_in(list(STANDING)))
    columns = tables.columns["appointments"]
    at = nw.col("starts_at")
    is_timed = at != nw.col("day").cast(nw.Datetime("us"))
    reminded = nw.lit(None).cast(nw.Boolean)
    rows = may_be_named(tables, rows).with_columns(
        booked=nw.col("booked_at").cast(nw.Date),
        weekday=at.dt.weekday().cast(nw.Int64),
        hour=nw.when(is_timed).then(at.dt.hour().cast(nw.Int64)),
        was_reminded=nw.col("reminded") if "reminded" in columns else reminded,
    )
    told = ["booked", "weekday", "hour", "was_reminded", "named"]
    ids = ["appointment_id", "patient_id", "day", "outcome"]
    frame = rows.select(*dict.fromkeys([*ids, *told, *more])).sort("appointment_id")
    return _columns(frame.collect().to_arrow(), more)


def _columns(table: Any, more: Sequence[str]) -> Bookings:
    who = table["patient_id"].combine_chunks().dictionary_encode()
    outcomes = table["outcome"].to_pylist()
    return Bookings(
        ids=table["appointment_id"].to_pylist(),
        patient_ids=table["patient_id"].to_pylist(),
        named=_ints(table["named"]),
        patients=_ints(who.indices),
        days=_days(table["day"]),
        booked=_days(table["booked"]),
        weekdays=_ints(table["weekday"]),
        hours=_ints(table["hour"]),
        missed=np.array([TOLD.get(one, UNKNOWN) for one in outcomes], dtype=np.int64),
        reminded=_ints(table["was_reminded"]),
        more={name: table[name].cast(pa.string()).to_pylist() for name in more},
    )


def _days(column: Any) -> Ints:
    return _ints(column.cast(pa.int32()))


def _ints(column: Any) -> Ints:
    whole = column.cast(pa.int64()).fill_null(UNKNOWN)
    return np.asarray(whole.to_numpy(zero_copy_only=False), dtype=np.int64)


def day_number(day: date) -> int:
    return (day - EPOCH).days


def day_of(number: int) -> date:
    return EPOCH + timedelta(days=number)


def earlier(held: Bookings, decided: Ints) -> tuple[Ints, Ints]:
    """Of each booking's patient: bookings missed and bookings known by its day.

    Known by a day are outcomes of the days before it, never of the day itself, so
    that bookings of one patient and one day cannot see each other.
    """
    is_told = held.missed != UNKNOWN
    reach = int(max(held.days.max(initial=0), decided.max(initial=0))) + 2
    keys = held.patients[is_told] * reach + held.days[is_told]
    order = np.argsort(keys, kind="stable")
    keys, missed = keys[order], held.missed[is_told][order]
    sums = np.concatenate([[0], np.cumsum(missed)])
    first = np.searchsorted(keys, held.patients * reach, side="left")
    day = np.clip(decided, 0, reach - 1)
    last = np.searchsorted(keys, held.patients * reach + day, side="left")
    return sums[last] - sums[first], (last - first).astype(np.int64)
