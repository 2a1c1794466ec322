"""The coming two weeks, agreed one by one as a desk agrees them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from renxin.booking import agreement
from renxin.booking.models import Appointment, Service
from renxin.booking.models.service import Need
from renxin.booking.terms import Place, Terms
from renxin.clinics.models import Chair, Clinic
from renxin.demo.loading.history import Clerk, Written
from renxin.demo.treatments import treatments
from renxin.desk.refusal import Refusal
from renxin.patients.models import Patient
from renxin.staff.models import Post, Staff
from renxin.staff.roles import Role

WEEKS = timedelta(days=15)
CLEANUP = 5
# What takes a second pair of hands, and what takes a device of which kind.
WITH_HELP = {"ENDODONTICS", "IMPLANT", "EXTRACTION"}
DEVICES = {"IMPLANT": "CBCT"}
A_TEAM, THE_HELPER = 4, 2


@dataclass(frozen=True)
class Desk:
    """Everybody and everything an appointment may name."""

    patients: dict[int, Patient]
    clinics: dict[str, Clinic]
    staff: dict[str, Staff]
    chairs: dict[tuple[int, str], Chair]
    services: dict[str, Service]
    helpers: dict[int, Staff]
    by: Staff

    @classmethod
    def of(cls, clerk: Clerk, patient_ids: list[int]) -> "Desk":
        house = clerk.house
        people = Staff.objects.in_bulk(house.staff.to_pylist())
        staff = {one.name: one for one in people.values()}
        greeter = people[house.staff[house.roles.index("GREETER")].as_py()]
        clinics = {one.short_name: one for one in Clinic.objects.all()}
        return cls(
            patients=Patient.objects.in_bulk(patient_ids),
            clinics=clinics,
            staff=staff,
            chairs={(one.clinic_id, one.name): one for one in Chair.objects.all()},
            services={one.name: one for one in Service.objects.all()},
            helpers=dict(pair for one in clinics.values() for pair in _helpers(one)),
            by=greeter,
        )

    def terms_of(self, row: dict[str, Any]) -> Terms:
        """As long as the world says, with clearing up at the end of it."""
        clinic, doctor = self.clinics[row["clinic"]], self.staff[row["doctor"]]
        service = self.services[row["service"]]
        helper = self.helpers.get(doctor.pk) if service.assistants else None
        place = Place(
            clinic=clinic,
            starts_at=row["starts_at"],
            minutes=row["minutes"] - CLEANUP,
            doctor=doctor,
            assistants=(helper,) if helper else (),
            chair=self.chairs.get((clinic.pk, row["resource"])),
        )
        return Terms(place=place.given(service), service=service)


def _helpers(clinic: Clinic) -> Iterator[tuple[int, Staff]]:
    """Of each doctor's four assistants the one who hands them things."""
    posts = Post.objects.filter(clinic=clinic).select_related("staff")
    doctors = posts.filter(role=Role.DOCTOR).order_by("staff")
    helpers = [one.staff for one in posts.filter(role=Role.ASSISTANT).order_by("staff")]
    for place, post in enumerate(doctors):
        for helper in helpers[place * A_TEAM + THE_HELPER :][:1]:
            yield post.staff_id, helper


def offer_services() -> None:
    """What the house does, as the world does it."""
    menu = treatments()
    rows = zip(menu.codes, menu.names, menu.slots.tolist(), strict=True)
    Service.objects.bulk_create(
        Service(
            code=code.lower().replace("_", "-"),
            name=name,
            minutes=slots * 15 - CLEANUP,
            cleanup_minutes=CLEANUP,
            room=Need.CHAIR,
            assistants=1 if code in WITH_HELP else 0,
            device_kind=DEVICES.get(code, ""),
        )
        for code, name, slots in rows
    )


def agree(clerk: Clerk, written: Written, *, now: datetime) -> Written:
    """Agree again, by the one door, what the world laid down for these weeks.

    What the door refuses stays as it was laid down, and takes up nobody's time.
    """
    soon, rows = _soon(clerk.tables["appointments"], until=now + WEEKS)
    keys = written.appointments.to_pylist()
    whose = clerk.patients(rows).to_pylist()
    desk = Desk.of(clerk, whose)
    agreed = {}
    for place, row, patient in zip(soon, rows.to_pylist(), whose, strict=True):
        terms = replace(desk.terms_of(row), besides_id=keys[place])
        made = _agreed(desk.patients[patient], terms, desk, row)
        if made:
            agreed[place] = made.pk
    Appointment.objects.filter(pk__in=[keys[place] for place in agreed]).delete()
    for place, pk in agreed.items():
        keys[place] = pk
    return replace(
        written, appointments=pa.array(keys, pa.int64()), agreed=frozenset(agreed)
    )


def _soon(table: pa.Table, *, until: datetime) -> tuple[list[int], pa.Table]:
    """Whoever is expected by then, and at which places they stand."""
    is_due = pc.equal(table["outcome"], "DUE")
    due = pc.and_(is_due, pc.less(table["starts_at"], pa.scalar(until)))
    return np.flatnonzero(due.to_numpy()).tolist(), table.filter(due)


def _agreed(
    patient: Patient, terms: Terms, desk: Desk, row: dict[str, Any]
) -> Appointment | None:
    try:
        return agreement.book(patient, terms, by=desk.by, at=row["booked_at"])
    except Refusal:
        return None
