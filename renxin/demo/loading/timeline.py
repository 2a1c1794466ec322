"""What is written in the journal: history, so nobody reacts to it."""

import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pyarrow as pa

from renxin.booking.facts import Booked, Cancelled, NotCome
from renxin.demo.loading.copying import copy
from renxin.demo.loading.history import Clerk, Written, known_at
from renxin.demo.loading.owed import Owed
from renxin.feedback.facts import Complained, ComplaintAnswered, SurveyAnswered
from renxin.followup.facts import LossLearned
from renxin.journal.facts import Fact
from renxin.journal.models import Entry
from renxin.outreach.facts import Introduced
from renxin.patients.facts import ConcernNoted, Registered
from renxin.promises.facts import (
    PromiseBroken,
    PromiseKept,
    PromiseMade,
    PromiseReleased,
)
from renxin.visits.facts import Visited

NINE = timedelta(hours=1)
ENDINGS: dict[str, type[Fact]] = {
    "KEPT": PromiseKept,
    "BROKEN": PromiseBroken,
    "RELEASED": PromiseReleased,
}
SHANGHAI = "+08:00"
# Of the widest tables only what a fact tells is turned into rows.
TOLD_OF = {
    "visits": ("patient_id", "clinic", "began_at", "doctor", "kind", "department"),
    "appointments": (
        *("patient_id", "clinic", "starts_at", "doctor", "service"),
        *("booked_at", "outcome"),
    ),
    "answers": ("patient_id", "clinic", "element", "answered_at", "score", "note"),
}


class Timeline:
    """Tells every fact of a world, each with its patient and its house."""

    def __init__(
        self, clerk: Clerk, written: Written, owed: tuple[list[Owed], list[int]]
    ) -> None:
        self._clerk = clerk
        self._written = written
        self._owed = owed
        house, register = clerk.house, clerk.register
        self._clinic = dict(
            zip(house.short_names, house.clinics.to_pylist(), strict=True)
        )
        self._staff = dict(zip(house.names, house.staff.to_pylist(), strict=True))
        self._patient = dict(
            zip(register.numbers, register.keys.to_pylist(), strict=True)
        )
        self._desk = house.staff[house.roles.index("GREETER")].as_py()
        self._care = house.staff[house.roles.index("CARE")].as_py()

    def write(self) -> int:
        """Write the facts in the order they happened."""
        return tell(self._told())

    def _told(self) -> Iterator[Fact]:
        yield from self._registrations()
        yield from self._concerns()
        yield from self._appointments()
        yield from self._visits()
        yield from self._promises()
        yield from self._complaints()
        yield from self._surveys()
        yield from self._losses()
        yield from self._introductions()

    def _rows(self, name: str) -> list[dict[str, Any]]:
        table = self._clerk.tables[name]
        told_of = TOLD_OF.get(name, tuple(table.column_names))
        rows: list[dict[str, Any]] = table.select(told_of).to_pylist()
        return rows

    def _whose(self, row: dict[str, Any]) -> dict[str, Any]:
        clinic = self._clinic[row["clinic"]] if "clinic" in row else None
        return {"patient_id": self._patient[row["patient_id"]], "clinic_id": clinic}

    def _registrations(self) -> Iterator[Fact]:
        for row in self._rows("patients"):
            yield Registered(
                **self._whose(row),
                at=at_nine(row["registered_on"]),
                by_id=self._desk,
                number=row["patient_id"],
                channel=row["channel"],
                introduced_by_id=self._patient.get(row["introduced_by"]),
            )

    def _concerns(self) -> Iterator[Fact]:
        for row in self._rows("concerns"):
            yield ConcernNoted(
                **self._whose(row),
                at=at_nine(row["on"]),
                by_id=self._desk,
                kind=row["kind"],
                level=row["level"],
            )

    def _appointments(self) -> Iterator[Fact]:
        table = self._clerk.tables["appointments"]
        known = known_at(table).to_pylist()
        keys = self._written.appointments.to_pylist()
        rows = zip(self._rows("appointments"), keys, known, strict=True)
        for place, (row, key, ended) in enumerate(rows):
            if place in self._written.agreed:
                continue
            told = {
                **self._whose(row),
                "appointment_id": key,
                "starts_at": row["starts_at"].isoformat(),
                "doctor": row["doctor"],
                "service": row["service"],
            }
            yield Booked(**told, at=row["booked_at"], by_id=self._desk)
            if row["outcome"] == "NO_SHOW":
                yield NotCome(**told, at=ended, by_id=None)
            elif row["outcome"].startswith("CANCELLED"):
                outcome = row["outcome"]
                yield Cancelled(**told, at=ended, by_id=self._desk, outcome=outcome)

    def _visits(self) -> Iterator[Fact]:
        keys = self._written.visits.to_pylist()
        for row, key in zip(self._rows("visits"), keys, strict=True):
            yield Visited(
                **self._whose(row),
                at=row["began_at"],
                by_id=self._staff[row["doctor"]],
                visit_id=key,
                kind=row["kind"],
                department=row["department"],
                doctor=row["doctor"],
            )

    def _promises(self) -> Iterator[Fact]:
        for one, key in zip(*self._owed, strict=True):
            told = {
                **self._whose(one.row),
                "promise_id": key,
                "what": one.row["what"],
            }
            yield PromiseMade(
                **told,
                at=one.row["made_at"],
                by_id=one.made_by,
                due_at=one.due_at.isoformat(),
                owner=one.row["owner"] or one.row["owner_role"],
            )
            if one.ended_at:
                said: dict[str, Any] = {"outcome": one.outcome, "reason": one.reason}
                by = one.owner or one.made_by
                yield ENDINGS[one.how](**told, **said, at=one.ended_at, by_id=by)

    def _complaints(self) -> Iterator[Fact]:
        keys = self._written.complaints.to_pylist()
        for row, key in zip(self._rows("complaints"), keys, strict=True):
            told = {**self._whose(row), "complaint_id": key}
            yield Complained(
                **told,
                at=row["received_at"],
                by_id=self._desk,
                what=row["what"],
                element=row["element"],
            )
            if row["replied_at"]:
                yield ComplaintAnswered(**told, at=row["replied_at"], by_id=self._desk)

    def _surveys(self) -> Iterator[Fact]:
        for row in self._rows("answers"):
            if row["element"] == "OVERALL" and row["answered_at"]:
                yield SurveyAnswered(
                    **self._whose(row),
                    at=row["answered_at"],
                    by_id=None,
                    overall=row["score"],
                    note=row["note"] or "",
                )

    def _losses(self) -> Iterator[Fact]:
        for row in self._rows("losses"):
            yield LossLearned(
                **self._whose(row),
                at=at_nine(row["learned_on"]) + NINE,
                by_id=self._care,
                reason=row["reason"],
                note=row["note"] or "",
            )

    def _introductions(self) -> Iterator[Fact]:
        for row in self._rows("introductions"):
            yield Introduced(
                at=at_nine(row["day"]),
                by_id=None,
                patient_id=self._patient[row["by_patient_id"]],
                introduced_id=self._patient[row["patient_id"]],
                number=row["patient_id"],
            )


def tell(told: Iterable[Fact]) -> int:
    """Into the journal, in the order in which they happened."""
    facts = sorted(told, key=lambda fact: fact.at)
    whole, moment = pa.int64(), pa.timestamp("us", "UTC")
    copy(
        Entry,
        {
            "fact": [fact.name for fact in facts],
            "at": pa.array([fact.at for fact in facts], moment),
            "by_id": pa.array([fact.by_id for fact in facts], whole),
            "clinic_id": pa.array([fact.clinic_id for fact in facts], whole),
            "patient_id": pa.array([fact.patient_id for fact in facts], whole),
            "particulars": [
                json.dumps(fact.particulars(), ensure_ascii=False) for fact in facts
            ],
        },
    )
    return len(facts)


def at_nine(day: date) -> datetime:
    return datetime.fromisoformat(f"{day.isoformat()}T09:00:00{SHANGHAI}")
