"""Fills a house with patients who were seen off, and plans forty protocols for them."""

import json
import os
import sys
import time
from datetime import date, timedelta

import django
from django.apps import apps

from renxin.site.postgres import database

if not apps.ready:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "renxin.site.settings")
    database.ensure_running()
    django.setup()

from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from renxin.booking.models import Appointment
from renxin.clinics.models import Clinic
from renxin.feedback.models import Complaint
from renxin.journal.models import Entry
from renxin.patients.models import Patient
from renxin.promises.models import Promise
from renxin.promises.terms import Terms
from renxin.protocols.models import (
    ProtocolEnrolment,
    ProtocolSignature,
    ProtocolVersion,
    Trial,
    TurnedOn,
)
from renxin.protocols.planning import running
from renxin.staff.models import Post, Staff

NOW = timezone.now()
HISTORIES = ("patients_patient", "journal_entry", "booking_appointment")
# One patient in so many: has an appointment ahead, a complaint open, is due already.
BOOKED, COMPLAINED, DUE = 5, 50, 21
TEXT = """\
protocol: B-{n}
name: {{zh: 方案 {n}, en: Protocol {n}}}
purpose: {{zh: 测量, en: To measure}}
kind: service
priority: {priority}
trigger:
  fact: visits.departed
  where: {{number: {n}}}
only_if: [adult]
unless: [booked, complaint]
steps:
  - step: D1
    after: 24 hours
    window: 12 hours
    promise: CALL
    owner: ASSISTANT
    script: B_D1
    what: {{zh: 问候, en: Ask how they are}}
  - step: M6
    after: 6 months
    window: 14 days
    message: B_M6
stop: [booked, came]
{trial}source: measured
"""
FILL = (
    """
    INSERT INTO patients_patient (version, number, name, former_name, foreign_name,
        pinyin, initials, other_pinyin, other_initials, address_as, sex, birth_on,
        address, channel, need, payer, allergies, registered_on)
    SELECT 1, 'B' || n, '患者' || n, '', '', '', '', '', '', '', 'UNKNOWN',
        date '1960-01-01' + n %% 24000, '', '', '', '', '', date '2024-01-01'
    FROM generate_series(1, %(patients)s) n
    """,
    """
    INSERT INTO journal_entry (fact, at, clinic_id, patient_id, particulars)
    SELECT 'visits.departed', %(now)s - CASE WHEN id %% %(due)s = 0
        THEN interval '20 hours' ELSE interval '2 hours' END, %(clinic)s, id,
        jsonb_build_object('visit_id', id, 'number', id %% %(protocols)s)
    FROM patients_patient
    """,
    """
    INSERT INTO booking_appointment (version, patient_id, clinic_id, doctor_name, kind,
        department_name, resource_name, service_name, note, starts_at, is_walk_in)
    SELECT 1, id, %(clinic)s, '', '', '', '', '', '', %(now)s + interval '9 days', false
    FROM patients_patient WHERE id %% %(booked)s = 0
    """,
    """
    INSERT INTO feedback_complaint (patient_id, kind, element, what, received_at)
    SELECT id, '', '', '', %(now)s FROM patients_patient
    WHERE id %% %(complained)s = 0
    """,
    "ANALYZE",
)


def fill(patients: int, protocols: int) -> list[ProtocolVersion]:
    clinic = Clinic.objects.create(name="院区", short_name="院区", code="c")
    told = {
        "patients": patients,
        "protocols": protocols,
        "clinic": clinic.pk,
        "now": NOW,
        "due": DUE,
        "booked": BOOKED,
        "complained": COMPLAINED,
    }
    with connection.cursor() as cursor:
        # No row history while filling: it has its own cost, and its own benchmark.
        for table in HISTORIES:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        for statement in FILL:
            cursor.execute(statement, told)
        for table in HISTORIES:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
    return turn_on(protocols)


def turn_on(protocols: int) -> list[ProtocolVersion]:
    doctor = Staff.objects.create_user("li", "nobody signs in here", name="李")
    for role in ("DOCTOR", "MANAGER"):
        Post.objects.create(
            staff=doctor, clinic=None, role=role, since_on=date(2024, 1, 1)
        )
    before = NOW - timedelta(days=3)
    versions = []
    for n in range(protocols):
        trial = "trial: {hold_out: 20, strata: [age]}\n" if n % 2 else ""
        text = TEXT.format(n=n, priority=n + 10, trial=trial)
        version = ProtocolVersion.write(text, by=None, at=before)
        ProtocolSignature.sign(version, by=doctor, at=before)
        day = timezone.localdate(before)
        TurnedOn.turn_on(version, from_on=day, by=doctor, at=before)
        if trial:
            Trial.begin(version, why="to measure", by=doctor, at=before)
        versions.append(version)
    return versions


def by_rows(
    versions: list[ProtocolVersion], patients: list[int]
) -> tuple[set[int], float]:
    """The usual loop: who is on a protocol, with a promise where one is due."""
    clinic, began, eligible = Clinic.objects.get(), time.perf_counter(), set()
    for patient in Patient.objects.filter(pk__in=patients):
        for version in versions:
            trigger = version.written.trigger
            lines = Entry.objects.filter(patient_id=patient.pk, fact=trigger.fact)
            for line in lines.filter(at__gt=NOW - timedelta(days=3)):
                if line.particulars["number"] != trigger.where["number"]:
                    continue
                if not may_be_on_it(patient):
                    continue
                eligible.add(patient.pk)
                ProtocolEnrolment.objects.create(
                    protocol=version.protocol,
                    version=version,
                    patient=patient,
                    clinic=clinic,
                    anchor="journal",
                    anchor_id=line.pk,
                    anchored_at=line.at,
                    noticed_at=NOW,
                    weighed_at=NOW,
                )
                if line.at < NOW - timedelta(hours=12):
                    promise(patient, clinic)
    return eligible, time.perf_counter() - began


def may_be_on_it(patient: Patient) -> bool:
    ahead = Appointment.objects.due().firm().after(NOW)
    booked = ahead.filter(patient__in=patient.record_ids()).exists()
    open_ones = Complaint.objects.filter(patient=patient, closed_at=None)
    return not (booked or open_ones.exists() or patient.is_minor_on(NOW.date()))


def promise(patient: Patient, clinic: Clinic) -> None:
    terms = Terms(
        kind="CALL",
        what="问候",
        due_at=NOW + timedelta(hours=4),
        owner_role="ASSISTANT",
    )
    Promise.make(patient, terms, clinic=clinic, by=None, at=NOW)


def main() -> None:
    patients, protocols, sampled = map(int, sys.argv[1:])
    call_command("migrate", verbosity=0)
    versions = fill(patients, protocols)
    sample = list(
        Patient.objects.order_by("-pk").values_list("pk", flat=True)[:sampled]
    )
    with transaction.atomic():
        theirs, row_s = by_rows(versions, sample)
        transaction.set_rollback(True)

    began = time.perf_counter()
    counts = running.look_further(at=NOW)
    night_s = time.perf_counter() - began
    began = time.perf_counter()
    again = running.look_further(at=NOW + timedelta(minutes=5))
    quiet_s = time.perf_counter() - began

    on_it = ProtocolEnrolment.objects.running().filter(patient__in=sample)
    ours = set(on_it.values_list("patient_id", flat=True))
    rows_s = row_s / sampled * patients
    figures = {
        "patients": patients,
        "protocols": protocols,
        "counts": dict(counts),
        "night_s": round(night_s, 2),
        "quiet_s": round(quiet_s, 3),
        "again": sum(again.values()),
        "differing": len(theirs ^ ours),
        "peers": {"row_by_row": {"seconds": round(rows_s, 1), "timed_on": sampled}},
        "ratio": round(rows_s / night_s, 1),
    }
    print(json.dumps(figures, ensure_ascii=False))


if __name__ == "__main__":
    main()
