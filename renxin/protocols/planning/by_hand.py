"""Putting patients on a protocol by hand, or from a list somebody made."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from renxin.clinics.models import Clinic
from renxin.journal import book
from renxin.patients.models import Patient
from renxin.protocols.facts import PutOnProtocol
from renxin.protocols.models import Protocol, ProtocolEnrolment, TurnedOn
from renxin.protocols.refusals import NotByHand, OffNow
from renxin.staff.models import Staff

HAND = "hand"


@transaction.atomic
def put_on(
    protocol: Protocol,
    people: Sequence[tuple[Patient, Clinic]],
    *,
    by: Staff,
    at: datetime,
) -> int:
    """From now on, as if it had happened now; the planner weighs them like anybody."""
    live = TurnedOn.objects.live(timezone.localdate(at)).filter(protocol=protocol)
    run = live.select_related("version").first()
    if run is None:
        raise OffNow
    if run.version.written.trigger.ahead:
        raise NotByHand
    rows = [_enrolment(run, patient.kept(), clinic, at) for patient, clinic in people]
    ProtocolEnrolment.objects.bulk_create(rows, ignore_conflicts=True)
    code, number = protocol.code, run.version.number
    facts = [
        PutOnProtocol(
            at=at,
            by_id=by.pk,
            clinic_id=row.clinic_id,
            patient_id=row.patient_id,
            protocol=code,
            version=number,
        )
        for row in rows
    ]
    book.record_all(facts)
    return len(rows)


def _enrolment(
    run: TurnedOn, patient: Patient, clinic: Clinic, at: datetime
) -> ProtocolEnrolment:
    """The same list pressed twice in a minute is one list."""
    return ProtocolEnrolment(
        protocol_id=run.protocol_id,
        version=run.version,
        patient=patient,
        clinic=clinic,
        anchor=HAND,
        anchor_id=int(at.timestamp()) // 60,
        anchored_at=at,
        noticed_at=at,
    )
