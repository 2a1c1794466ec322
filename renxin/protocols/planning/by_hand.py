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
    held = live.select_for_update(of=("self",), no_key=True)
    run = held.select_related("protocol", "version").first()
    if run is None:
        raise OffNow
    if run.version.written.trigger.ahead:
        raise NotByHand
    rows = _new(run, people, at)
    ProtocolEnrolment.objects.bulk_create(rows)
    book.record_all(_facts(run, rows, by=by, at=at))
    return len(rows)


def _new(
    run: TurnedOn, people: Sequence[tuple[Patient, Clinic]], at: datetime
) -> list[ProtocolEnrolment]:
    """The same list pressed twice in a minute is one list, told of once."""
    minute = int(at.timestamp()) // 60
    there = ProtocolEnrolment.objects.filter(
        protocol=run.protocol_id, anchor=HAND, anchor_id=minute
    )
    clinics = {patient.kept(): clinic for patient, clinic in people}
    known = set(there.filter(patient__in=clinics).values_list("patient", flat=True))
    return [
        ProtocolEnrolment(
            protocol_id=run.protocol_id,
            version=run.version,
            patient=patient,
            clinic=clinic,
            anchor=HAND,
            anchor_id=minute,
            anchored_at=at,
            noticed_at=at,
        )
        for patient, clinic in clinics.items()
        if patient.pk not in known
    ]


def _facts(
    run: TurnedOn, rows: Sequence[ProtocolEnrolment], *, by: Staff, at: datetime
) -> list[PutOnProtocol]:
    code, number = run.protocol.code, run.version.number
    return [
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
