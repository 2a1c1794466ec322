"""What happens to a patient, told straight to the journal."""

from datetime import datetime

from renxin.clinics.models import Clinic
from renxin.journal import book
from renxin.patients.models import Patient
from renxin.protocols.models import ProtocolEnrolment
from renxin.visits.facts import Departed
from tests.cast import NOON


def seen_off(
    patient: Patient, clinic: Clinic, *, at: datetime = NOON, visit_id: int = 1
) -> None:
    book.record(
        Departed(
            at=at,
            by_id=None,
            clinic_id=clinic.pk,
            patient_id=patient.pk,
            visit_id=visit_id,
            next_kind="NONE",
        )
    )


def enrolment() -> ProtocolEnrolment:
    return ProtocolEnrolment.objects.latest("pk")
