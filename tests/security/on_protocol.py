"""A protocol that is on, with a patient of the clinic on it, and a treatment's sign."""

from django.utils import timezone

from renxin.protocols.models import (
    PlanningAlarm,
    PlanningRun,
    ProtocolSignature,
    ProtocolVersion,
    TreatmentSign,
    TurnedOn,
)
from renxin.protocols.planning import by_hand
from tests.renxin.protocols.protocols import text


def on_protocol(one):
    clinic, patient, doctor = one["clinic"], one["patient"], one["staff"]
    now = timezone.now()
    version = ProtocolVersion.write(text(f"T-{clinic.pk}"), by=None, at=now)
    # Who signs and turns on is nothing to a reader of it.
    ProtocolSignature.objects.create(version=version, by=doctor, at=now)
    day = timezone.localdate(now)
    TurnedOn.turn_on(version, from_on=day, by=doctor, at=now)
    by_hand.put_on(version.protocol, [(patient, clinic)], by=doctor, at=now)
    sign = TreatmentSign.objects.create(
        treatment="EXTRACTION", source="CHARGE", text=clinic.code
    )
    run = PlanningRun.objects.create(at=now, took_ms=1, unexplained=1)
    # One of the whole house, whoever looks.
    alarm = PlanningAlarm.ring(run, on=day) or PlanningAlarm.objects.get()
    return {
        "protocol_version": version,
        "protocol_enrolment": version.enrolments.get(),
        "treatment_sign": sign,
        "planning_alarm": alarm,
    }
