"""A folder of tables, opened: lazy frames by name, and what is worked out once."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Protocol

import narwhals as nw

from pulse.fetch import Frame, one
from pulse.files import Unreadable
from pulse.period import Period, month_of
from pulse.reading import Account
from pulse.tables import TABLES

MONTH = "month"
HAPPENED = ("visits", "charges", "appointments")


@dataclass(frozen=True)
class Step:
    """One column of a fold: `least`, `second`, `sum`, `bits`, `ranges` or `first_of`.

    A sum of nothing is null. `bits` sets the bit the column numbers, `ranges` those
    from the column's up to `other`'s; `first_of` is the column's value in the row that
    is least in `other`.
    """

    name: str
    how: str
    column: str
    other: str = ""


class Engine(Protocol):
    """What an engine does beyond running lazy frames."""

    name: str

    def keep(self, frame: Frame) -> Frame:
        """The same rows, worked out once and held."""
        ...

    def fold(self, frame: Frame, key: str, steps: Sequence[Step]) -> Frame:
        """One row a key, in one pass."""
        ...


@dataclass(frozen=True)
class Tables(Mapping[str, Frame]):
    """The tables of one folder. `dims` are the columns figures will be grouped by."""

    engine: Engine
    zone: str
    frames: Mapping[str, Frame]
    columns: Mapping[str, frozenset[str]]
    accounts: Sequence[Account] = ()
    dims: tuple[str, ...] = ()
    worked_out: dict[object, Frame] = field(default_factory=dict, repr=False)
    days: dict[str, tuple[date, date]] = field(default_factory=dict, repr=False)

    def __getitem__(self, name: str) -> Frame:
        return self.frames[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.frames)

    def __len__(self) -> int:
        return len(self.frames)

    def carrying(self, dims: Sequence[str]) -> "Tables":
        """The same tables, each with the columns to group by where it has them."""
        if tuple(dims) == self.dims:
            return self
        return Tables(
            engine=self.engine,
            zone=self.zone,
            frames=self.frames,
            columns=self.columns,
            accounts=self.accounts,
            dims=tuple(dims),
            worked_out=self.worked_out,
            days=self.days,
        )

    def lacks(self, needs: Sequence[str]) -> str | None:
        """Why something cannot be told: `visits` or `visits.kind` is not there."""
        for need in needs:
            table, _, column = need.partition(".")
            if table not in self.frames:
                return f"no table `{table}`"
            if column and column not in self.columns[table]:
                return f"no column `{column}` in `{table}`"
        return None

    def lacks_dims(self, table: str) -> str | None:
        """Why a table cannot be grouped as asked."""
        for dim in self.own_dims():
            if dim not in self.columns[table] and not self._is_told(table, dim):
                return f"no column `{dim}` in `{table}`"
        return None

    def own_dims(self) -> tuple[str, ...]:
        return tuple(dim for dim in self.dims if dim != MONTH)

    def _is_told(self, table: str, dim: str) -> bool:
        """Whether the patient says what the row does not."""
        of_patients = self.columns.get("patients", frozenset())
        return dim in of_patients and "patient_id" in self.columns[table]

    def rows(self, name: str) -> Frame:
        """A table's rows with their clinic `day`, `month`, and the columns to group by.

        What a row does not say of itself is taken from its patient.
        """
        dated_by = TABLES[name].dated_by
        frame = self.frames[name]
        if dated_by:
            frame = frame.with_columns(
                nw.col(dated_by).cast(nw.Date).alias("day"),
                month_of(dated_by).alias(MONTH),
            )
        absent = [one for one in self.own_dims() if one not in self.columns[name]]
        if not absent or "patients" not in self.frames:
            return frame
        of_the_patient = self.frames["patients"].select("patient_id", *absent)
        return frame.join(of_the_patient, on="patient_id", how="left")

    def once(self, key: object, make: Callable[[], Frame]) -> Frame:
        """A frame worked out at the first asking and held for the next."""
        whole_key = (key, self.own_dims())
        if whole_key not in self.worked_out:
            self.worked_out[whole_key] = self.engine.keep(make())
        return self.worked_out[whole_key]

    def shared(self, key: object, make: Callable[[], Frame]) -> Frame:
        """The same lazy frame at every asking, so that figures on it share a pass."""
        whole_key = ("shared", key, self.dims)
        if whole_key not in self.worked_out:
            self.worked_out[whole_key] = make()
        return self.worked_out[whole_key]

    def span(self) -> tuple[date, date]:
        """The first and last day of the visits; without visits, of what else is there.

        A booking or a promise may lie ahead; a visit has happened. Bookings ahead
        count only where there is nothing else.
        """
        if "all" not in self.days:
            order = [*HAPPENED, *(one for one in self.frames if one not in HAPPENED)]
            found = next(
                filter(None, (self._span(one) for one in order if one in self.frames)),
                None,
            )
            found = found or self._booked()
            if not found:
                raise Unreadable("The tables hold no dated rows.")
            self.days["all"] = (min(found), max(found))
        return self.days["all"]

    def _span(self, name: str) -> list[date]:
        """First and last day of a table's rows, without bookings still ahead."""
        dated_by = TABLES[name].dated_by
        if name in self.days and name != "appointments":
            return list(self.days[name])
        if not dated_by:
            return []
        frame = self.frames[name]
        if name == "appointments":
            frame = frame.filter(nw.col("outcome").is_in(["KEPT", "NO_SHOW"]))
        return _ends(frame, dated_by)

    def _booked(self) -> list[date]:
        """First and last day of the bookings, come or still to come."""
        name = "appointments"
        dated_by = TABLES[name].dated_by
        if not dated_by or name not in self.frames:
            return []
        return _ends(self.frames[name], dated_by)

    def until(self) -> date:
        """The day after the last one: what happens from here on is not known."""
        return self.span()[1] + timedelta(days=1)

    def last_year(self) -> Period:
        """The last twelve whole months in the data."""
        return Period.last_whole_months(*self.span())


def _ends(frame: Frame, dated_by: str) -> list[date]:
    day = nw.col(dated_by).cast(nw.Date)
    ends = one(frame.select(first=day.min(), last=day.max()))
    return [day for day in ends.values() if day is not None]
