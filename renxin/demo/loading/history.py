"""What happened: bookings, visits, charges, what was said, who left, who brought."""

from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from renxin.booking.models import Appointment, Outcome
from renxin.demo.loading.copying import copy, keys_of, places
from renxin.demo.loading.house import House
from renxin.demo.loading.register import Register
from renxin.feedback.models import Answer, Complaint
from renxin.followup.models import Loss
from renxin.outreach.models import Introduction
from renxin.visits.models import Charge, Visit

HALF_AN_HOUR = pa.scalar(30 * 60 * 1_000_000, pa.duration("us"))
A_DAY = pa.scalar(24 * 3600 * 1_000_000, pa.duration("us"))
FEN = 100


@dataclass(frozen=True)
class Written:
    """The keys that the rows of a world were given."""

    appointments: pa.Array
    visits: pa.Array
    complaints: pa.Array
    # The places of those agreed again by the desk, which the journal tells itself.
    agreed: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Clerk:
    """Turns the names of a world into the keys of the house."""

    tables: dict[str, pa.Table]
    house: House
    register: Register

    def patients(self, table: pa.Table) -> pa.Array:
        return self.register.keys_of(table["patient_id"])

    def clinics(self, table: pa.Table) -> pa.Array:
        return keys_of(
            places(table["clinic"], self.house.short_names), self.house.clinics
        )

    def doctors(self, table: pa.Table) -> pa.Array:
        return keys_of(places(table["doctor"], self.house.names), self.house.staff)


def write(clerk: Clerk) -> Written:
    appointments = _appointments(clerk)
    visits = copy(Visit, _visits(clerk))
    copy(Charge, _charges(clerk, visits))
    complaints = copy(Complaint, _complaints(clerk))
    copy(Answer, _answers(clerk, visits))
    copy(Loss, _losses(clerk))
    copy(Introduction, _introductions(clerk))
    return Written(appointments, visits, complaints)


def _same(table: pa.Table, *names: str) -> dict[str, Any]:
    return {name: table[name] for name in names}


def _appointments(clerk: Clerk) -> pa.Array:
    table = clerk.tables["appointments"]
    keys = copy(
        Appointment,
        {
            "patient_id": clerk.patients(table),
            "clinic_id": clerk.clinics(table),
            "doctor_id": clerk.doctors(table),
            "doctor_name": table["doctor"],
            "department_name": table["department"],
            "resource_name": table["resource"],
            "service_name": table["service"],
            "is_walk_in": table["walk_in"],
            "was_reminded": table["reminded"],
            **_same(table, "starts_at", "minutes", "booked_at"),
        },
    )
    ended = pc.not_equal(table["outcome"], "DUE").combine_chunks()
    rows = table.filter(ended)
    copy(
        Outcome,
        {
            "appointment_id": keys.filter(ended),
            "kind": rows["outcome"],
            "at": known_at(rows),
        },
    )
    return keys


def known_at(rows: pa.Table) -> pa.Array:
    """When it was known: at the start, half an hour after it, or the day before."""
    starts, kind = rows["starts_at"], rows["outcome"]
    eve, booked = pc.subtract(starts, A_DAY), rows["booked_at"]
    eve = pc.if_else(pc.greater(booked, eve), booked, eve)
    late = pc.add(starts, HALF_AN_HOUR)
    missed = pc.if_else(pc.equal(kind, "NO_SHOW"), late, eve)
    return pc.if_else(pc.equal(kind, "KEPT"), starts, missed)


def _visits(clerk: Clerk) -> dict[str, Any]:
    table = clerk.tables["visits"]
    return {
        "patient_id": clerk.patients(table),
        "clinic_id": clerk.clinics(table),
        "doctor_id": clerk.doctors(table),
        "doctor_name": table["doctor"],
        "department_name": table["department"],
        "went_back_to_doctor": table["back_to_doctor"],
        **_same(table, "kind", "condition", "payer", "urgency"),
        **_same(table, "began_at", "arrived_at", "seen_at", "ended_at"),
    }


def _visit_keys(clerk: Clerk, column: Any, visits: pa.Array) -> pa.Array:
    return keys_of(places(column, _column(clerk.tables["visits"], "visit_id")), visits)


def _column(table: pa.Table, name: str) -> pa.Array:
    return table[name].combine_chunks()


def _fen(column: Any) -> pa.Array:
    return pc.cast(pc.multiply(column, FEN), pa.int64(), safe=False)


def _charges(clerk: Clerk, visits: pa.Array) -> dict[str, Any]:
    table = clerk.tables["charges"]
    return {
        "patient_id": clerk.patients(table),
        "clinic_id": clerk.clinics(table),
        "visit_id": _visit_keys(clerk, table["visit_id"], visits),
        "amount_fen": _fen(table["amount"]),
        "refunded_fen": _fen(table["refunded"]),
        "service_name": table["service"],
        "doctor_name": table["doctor"],
        "department_name": table["department"],
        **_same(table, "day", "kind", "condition"),
    }


def _complaints(clerk: Clerk) -> dict[str, Any]:
    table = clerk.tables["complaints"]
    return {
        "patient_id": clerk.patients(table),
        "clinic_id": clerk.clinics(table),
        "was_satisfied": table["satisfied"],
        **_same(table, "kind", "element", "what", "received_at", "due_on"),
        **_same(table, "replied_at", "closed_at"),
    }


def _answers(clerk: Clerk, visits: pa.Array) -> dict[str, Any]:
    table = clerk.tables["answers"]
    return {
        "patient_id": clerk.patients(table),
        "clinic_id": clerk.clinics(table),
        "visit_id": _visit_keys(clerk, table["visit_id"], visits),
        "note": pc.fill_null(_plain(table["note"]), ""),
        **_same(table, "element", "score", "asked_at", "answered_at"),
    }


def _losses(clerk: Clerk) -> dict[str, Any]:
    table = clerk.tables["losses"]
    return {
        "patient_id": clerk.patients(table),
        "clinic_id": clerk.clinics(table),
        "was_told": table["told"],
        "note": pc.fill_null(_plain(table["note"]), ""),
        **_same(table, "learned_on", "reason"),
    }


def _introductions(clerk: Clerk) -> dict[str, Any]:
    table = clerk.tables["introductions"]
    return {
        "by_patient_id": clerk.register.keys_of(table["by_patient_id"]),
        "patient_id": clerk.patients(table),
        "day": table["day"],
    }


def _plain(column: Any) -> Any:
    return pc.cast(column, pa.string())
