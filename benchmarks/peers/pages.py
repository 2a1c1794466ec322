"""Fills a house with patients and what happened to them, then asks for every page."""

import contextlib
import json
import os
import statistics
import sys
import time
from typing import Any

import django
from django.apps import apps

from renxin.site.postgres import database

if not apps.ready:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "renxin.site.settings")
    database.ensure_running()
    django.setup()

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils import timezone

from benchmarks.peers.addresses import Known, pages, tomorrow
from benchmarks.peers.crowd import furnished, hired
from benchmarks.peers.finders import fill
from benchmarks.peers.floor import Floor, Steward, laid_out
from benchmarks.peers.paths import Hand
from benchmarks.peers.records import leave_behind
from benchmarks.peers.said import say
from renxin.clinics.models import Clinic
from renxin.desk.refusal import Refusal
from renxin.patients.models import Patient
from renxin.promises.models import Promise
from renxin.scorecard import pieces
from renxin.scorecard.counting import HOUSE
from renxin.scorecard.lake.refresh import refresh
from renxin.scorecard.lake.snapshot import Snapshot
from renxin.scorecard.pieces import Kind, Piece
from renxin.scorecard.preparation import prepare
from renxin.scorecard.scope import latest_month
from renxin.scorecard.span import Over, Span
from renxin.staff.models import Post, Staff
from renxin.staff.roles import Role

ASKED = 20
WARM_UP = 2
DOCTORS, TRIES = 30, 400
IN_THE_HOUSE, MAY_COME = 60, 200
BACKEND = "renxin.staff.sign_in.StaffBackend"

# Two years and a half, ten facts a patient; every third stopped coming a year ago.
FACTS = (
    """
    WITH lived AS (
    INSERT INTO visits_visit (patient_id, clinic_id, doctor_name, department_name, kind,
        condition, payer, urgency, day, number, began_at, ended_at)
    SELECT patient_id, clinic_id, '', '', '', '牙周', '自费', '', began_at::date,
        row_number() OVER (PARTITION BY clinic_id, began_at::date ORDER BY patient_id),
        began_at, began_at + interval '1 hour'
    FROM (SELECT e.patient_id, e.clinic_id, now()
            - (2 + n * 190 + e.patient_id %% 170
            + CASE e.patient_id %% 3 WHEN 0 THEN 380 ELSE 0 END) * interval '1 day'
            AS began_at
        FROM patients_enrolment e, generate_series(0, 3) n) came
    RETURNING id, ended_at
    ), left_by_the_door AS (
    INSERT INTO visits_departure (visit_id, by_id, at, why_not_back, note)
    SELECT lived.id, (SELECT min(id) FROM staff_staff), ended_at, 'IN_A_HURRY', ''
    FROM lived
    )
    INSERT INTO visits_nextstep (visit_id, kind, why_nothing, note)
    SELECT id, 'NONE', 'FINISHED', '' FROM lived
    """,
    """
    INSERT INTO booking_appointment (version, patient_id, clinic_id, doctor_name, kind,
        department_name, resource_name, service_name, note, starts_at, is_walk_in)
    SELECT 1, patient_id, clinic_id, '', '', '', '', '', '', began_at, false
    FROM visits_visit
    """,
    """
    INSERT INTO booking_outcome (appointment_id, kind, at, why, note)
    SELECT id, CASE id %% 11 WHEN 0 THEN 'NO_SHOW' ELSE 'KEPT' END, starts_at, '', ''
    FROM booking_appointment
    """,
    """
    INSERT INTO visits_charge (patient_id, clinic_id, visit_id, day, amount_fen,
        refunded_fen, service_name, kind, condition, doctor_name, department_name)
    SELECT patient_id, clinic_id, id, began_at::date, 1000 * (1 + id %% 97), 0, '', '',
        '', '', '' FROM visits_visit WHERE id %% 2 = 0
    """,
    """
    INSERT INTO promises_promise (patient_id, clinic_id, kind, what, why, words, asks,
        due_from, due_at, made_at, owner_role)
    SELECT patient_id, clinic_id, 'RECALL', '请来复查', '', '', '',
        now() + (patient_id / 5 %% 64 - 32) * interval '15 minutes',
        now() + (patient_id / 5 %% 64 - 28) * interval '15 minutes', now(), 'CARE'
    FROM patients_enrolment WHERE patient_id %% 5 = 0
    """,
)
# However large the house is, one person has one day.
A_DAY = """
    UPDATE promises_promise SET owner_id = %s, owner_role = ''
    WHERE id IN (SELECT id FROM promises_promise ORDER BY id LIMIT 30)
    """


def told() -> None:
    with connection.cursor() as cursor:
        for statement in FACTS:
            cursor.execute(statement, {})
    leave_behind()
    say()
    looked_over()


def looked_over() -> None:
    """As the database does by itself, once enough has changed."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def counted() -> Snapshot:
    """The lake, with what people open first and the lists counted beforehand."""
    standing = refresh(at=timezone.now(), prepare=prepare)
    span = Span(Over.MONTH, latest_month(standing, timezone.localdate()))
    lists = [Piece(Kind.ROWS, span, group, "K07") for group in (HOUSE, "c0")]
    for kind in (Kind.LOST, Kind.KEY_VISITS):
        lists += [Piece(kind, span, group) for group in (HOUSE, "c0")]
    pieces.count(standing.folder, lists)
    return standing


def people(floor: Floor) -> dict[str, Client]:
    """A manager with a day of their own, and somebody who shares a role's promises."""
    manager = Staff.objects.create_user("gu", "nobody signs in here", name="顾远")
    Post.objects.create(staff=manager, role="MANAGER", since_on="2024-01-01")
    carer = Staff.objects.create_user("he", "nobody signs in here", name="何静")
    first = Clinic.objects.order_by("pk")[0]
    Post.objects.create(staff=carer, clinic=first, role="CARE", since_on="2024-01-01")
    with connection.cursor() as cursor:
        cursor.execute(A_DAY, [manager.pk])
    sit = {"manager": manager, "care": carer, "greeter": busy_day()}
    sit |= {"steward": floor.greeter, "doctor": floor.doctors[0]}
    desks = {who: Client(SERVER_NAME="localhost") for who in sit}
    for who, staff in sit.items():
        desks[who].force_login(staff, backend=BACKEND)
    return desks


def full_house() -> Floor:
    """Sixty people at the stations of the first clinic, however large the house is."""
    first = Clinic.objects.order_by("pk")[0]
    theirs = Patient.objects.filter(enrolments__clinic=first).order_by("pk")
    floor = laid_out(first, list(theirs[:MAY_COME]))
    Steward(floor, seed=1).fill(IN_THE_HOUSE)
    return floor


def busy_day() -> Staff:
    """Thirty doctors whose day is full, however large the house is; its greeter."""
    house = furnished(days=1, each=DOCTORS, named="busy", first=tomorrow())
    hand = Hand(house, seed=1)
    for _try in range(TRIES):
        with contextlib.suppress(Refusal):
            hand.book(0)
    return hired(house.clinic, "busy g", Role.GREETER, [])


class Asked:
    """Counts what is asked of the database."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, execute: Any, *question: Any) -> Any:
        self.count += 1
        return execute(*question)


def timed(desk: Client, address: str) -> dict[str, float]:
    for _ in range(WARM_UP):
        answer = desk.get(address)
        assert answer.status_code == 200, (address, answer.status_code)
    asked = Asked()
    with connection.execute_wrapper(asked):
        desk.get(address)
    took = []
    for _ in range(ASKED):
        began = time.perf_counter()
        desk.get(address)
        took.append((time.perf_counter() - began) * 1000)
    took.sort()
    return {
        "p50_ms": round(statistics.median(took), 1),
        "best_ms": round(took[0], 1),
        "p95_ms": round(took[int(len(took) * 0.95) - 1], 1),
        "queries": asked.count,
    }


def main(patients: int) -> None:
    call_command("migrate", verbosity=0)
    fill(patients)
    told()
    began = time.perf_counter()
    standing = counted()
    counted_s = time.perf_counter() - began
    again = time.perf_counter()
    refresh(at=timezone.now())
    again_s = time.perf_counter() - again
    floor = full_house()
    desks = people(floor)
    looked_over()
    patient = Patient.objects.order_by("pk").values_list("pk", flat=True)[patients // 2]
    promise = Promise.objects.order_by("pk").values_list("pk", flat=True)[0]
    found = {
        name: timed(desks[who], address)
        for name, who, address in pages(Known(patient, promise, floor))
    }
    lake = {
        "rows": standing.rows,
        "filled_and_counted_s": round(counted_s, 1),
        "looked_again_s": round(again_s, 1),
    }
    print(json.dumps({"pages": found, "lake": lake}, ensure_ascii=False))


if __name__ == "__main__":
    main(int(sys.argv[1]))
