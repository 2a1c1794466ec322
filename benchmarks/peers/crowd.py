"""A small house in which many act at once, and what became of it."""

import os
import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from multiprocessing import get_context
from zoneinfo import ZoneInfo

from django.db import DatabaseError, connection, connections

from renxin.booking.models import Resource, Service
from renxin.clinics.models import Chair, Clinic, Equipment
from renxin.desk.refusal import Refusal
from renxin.patients.models import Enrolment, Patient
from renxin.rosters.models import Shift
from renxin.rosters.spans import span
from renxin.staff.models import Post, Staff
from renxin.staff.roles import Role

ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
# So many patients for each doctor that few are asked to be in two places.
FOR_EACH = 25
# As many as serve the pages.
PROCESSES = min(os.cpu_count() or 1, 4)
MIDNIGHT = datetime(2026, 3, 3, tzinfo=ZONE)
# Two of the same lane at once, or a second lane without anybody's reason for it.
OVERLAPS = """
SELECT count(*) FROM booking_occupation a JOIN booking_occupation b
    ON a.resource_id = b.resource_id AND a.lane = b.lane AND a.id < b.id
    AND a.during && b.during
"""
UNASKED = """
SELECT count(*) FROM booking_occupation o WHERE o.lane > 0 AND NOT EXISTS (
    SELECT FROM booking_overbooking v WHERE v.appointment_id = o.appointment_id)
"""
# A patient who has agreed to be in two places.
TORN = """
SELECT count(*) FROM booking_appointment a JOIN booking_appointment b
    ON a.patient_id = b.patient_id AND a.id < b.id
    AND a.starts_at < b.starts_at + b.minutes * interval '1 minute'
    AND b.starts_at < a.starts_at + a.minutes * interval '1 minute'
WHERE a.held_until IS NULL AND b.held_until IS NULL AND NOT EXISTS (
    SELECT FROM booking_outcome e WHERE e.appointment_id IN (a.id, b.id))
"""
# What is due takes up its doctor for as long as it lasts; what has ended, nothing.
ASTRAY = """
SELECT count(*) FROM booking_appointment a
LEFT JOIN booking_outcome e ON e.appointment_id = a.id
LEFT JOIN booking_resource r ON r.staff_id = a.doctor_id
LEFT JOIN booking_occupation o ON o.appointment_id = a.id AND o.resource_id = r.id
WHERE CASE WHEN e.kind IS NULL OR e.kind = 'KEPT'
    THEN o.id IS NULL OR lower(o.during) <> a.starts_at
        OR upper(o.during) <> a.starts_at + a.minutes * interval '1 minute'
    ELSE o.id IS NOT NULL END
"""


@dataclass(frozen=True)
class House:
    clinic: Clinic
    service: Service
    manager: Staff
    doctors: list[Staff]
    assistants: list[Staff]
    chairs: list[Chair]
    devices: list[Equipment]
    patients: list[Patient]
    days: int
    first: datetime

    @property
    def now(self) -> datetime:
        return self.first - timedelta(hours=12)


def furnished(
    days: int, *, each: int = 4, named: str = "", first: datetime = MIDNIGHT
) -> House:
    """Doctors, assistants, chairs and devices, all of them at work for so many days."""
    clinic, _new = Clinic.objects.get_or_create(
        code="dongyuan", defaults={"name": "仁心口腔东院", "short_name": "东院"}
    )
    opens = [first + timedelta(days=day, hours=8) for day in range(days)]
    doctors = [hired(clinic, f"{named}d{n}", Role.DOCTOR, opens) for n in range(each)]
    house = House(
        clinic=clinic,
        service=Service.objects.create(
            code=f"{named}filling", name="补牙", cleanup_minutes=5
        ),
        manager=hired(clinic, f"{named}gu", Role.MANAGER, []),
        doctors=doctors,
        assistants=[
            hired(clinic, f"{named}a{n}", Role.ASSISTANT, opens) for n in range(each)
        ],
        chairs=[
            Chair.objects.create(clinic=clinic, name=f"{named}{n}") for n in range(each)
        ],
        devices=[
            Equipment.objects.create(
                clinic=clinic, name=f"口扫 {named}{n}", kind="scanner"
            )
            for n in range(each)
        ],
        patients=[enrolled(clinic, f"{named}{n}") for n in range(FOR_EACH * each)],
        days=days,
        first=first,
    )
    Resource.objects.of([*doctors, *house.assistants, *house.chairs, *house.devices])
    return house


def hired(clinic: Clinic, name: str, role: Role, opens: list[datetime]) -> Staff:
    staff = Staff.objects.create(username=name, name=name)
    Post.objects.create(staff=staff, clinic=clinic, role=role, since_on="2024-01-01")
    Shift.objects.bulk_create(
        Shift(
            staff=staff,
            clinic=clinic,
            role=role,
            during=span(one, one + timedelta(hours=10)),
        )
        for one in opens
    )
    return staff


def enrolled(clinic: Clinic, number: str) -> Patient:
    patient = Patient.objects.create(
        number=f"P{number}", name=f"患者{number}", registered_on="2024-01-01"
    )
    Enrolment.objects.create(patient=patient, clinic=clinic, at=NOW)
    return patient


@dataclass
class Told:
    """What became of all attempts."""

    took: list[float] = field(default_factory=list)
    done: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    errors: Counter[str] = field(default_factory=Counter)

    def add(self, other: "Told") -> "Told":
        self.took += other.took
        self.done += other.done
        self.refused += other.refused
        self.errors += other.errors
        return self


def attempt(told: Told, name: str, act: Callable[[], object]) -> None:
    began = time.perf_counter()
    try:
        act()
        told.done[name] += 1
    except Refusal as refusal:
        if not str(refusal):
            told.errors["a refusal without a word"] += 1
        told.refused[type(refusal).__name__] += 1
    except DatabaseError as error:
        told.errors[type(error.__cause__).__name__] += 1
    told.took.append((time.perf_counter() - began) * 1000)


def at_once(
    act: Callable[[House, int, int], Told],
    house: House,
    clients: int,
    rounds: int,
    seed: int = 0,
) -> Told:
    """All clients together, spread over as many processes as serve the pages."""
    # A connection cannot be shared with a child.
    connections.close_all()
    processes = min(PROCESSES, clients)
    shares = [range(first, clients, processes) for first in range(processes)]
    told = Told()
    with ProcessPoolExecutor(processes, mp_context=get_context("fork")) as rooms:
        for one in rooms.map(partial(in_threads, act, house, rounds, seed), shares):
            told.add(one)
    return told


def in_threads(
    act: Callable[[House, int, int], Told],
    house: House,
    rounds: int,
    seed: int,
    clients: range,
) -> Told:
    gate = threading.Barrier(len(clients))

    def client(number: int) -> Told:
        gate.wait()
        try:
            return act(house, rounds, seed + number)
        finally:
            connections.close_all()

    told = Told()
    with ThreadPoolExecutor(len(clients)) as hands:
        for one in hands.map(client, clients):
            told.add(one)
    return told


def counted(statement: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        row = cursor.fetchone()
    return int(row[0]) if row else 0
