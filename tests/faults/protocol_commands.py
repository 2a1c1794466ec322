"""Commands of protocols: written, signed, on and off, put on, and what tells."""

from django.utils import timezone

from renxin.protocols.models import (
    PlanningAlarm,
    PlanningRun,
    Protocol,
    ProtocolSignature,
    ProtocolVersion,
    TreatmentSign,
    TurnedOn,
)
from renxin.protocols.planning import by_hand
from renxin.staff.roles import Role
from tests.faults.asked import as_role
from tests.renxin.protocols.protocols import text

TRIAL = "trial: {hold_out: 20}\n"


def protocol_here() -> Protocol:
    return ProtocolVersion.write(text(trial=TRIAL), by=None, at=timezone.now()).protocol


def signed_here(world) -> Protocol:
    protocol = protocol_here()
    doctor, now = world["people"][Role.DOCTOR], timezone.now()
    ProtocolSignature.sign(protocol.versions.get(), by=doctor, at=now)
    return protocol


def on_here(world) -> Protocol:
    protocol, now = signed_here(world), timezone.now()
    manager = world["people"][Role.MANAGER]
    TurnedOn.turn_on(
        protocol.versions.get(), from_on=timezone.localdate(now), by=manager, at=now
    )
    return protocol


def written(world):
    data = {"text": text(), "keep": "1"}
    return as_role(world, Role.CARE, "protocols:new", data)


def written_next(world):
    data = {"text": text(priority=30, trial=TRIAL), "keep": "1", "seen": "1"}
    return as_role(world, Role.CARE, "protocols:next", data, protocol_here().pk)


def signed(world):
    pk = protocol_here().pk
    return as_role(world, Role.DOCTOR, "protocols:signature", {}, pk)


def turned_on(world):
    day = timezone.localdate().isoformat()
    data = {"from_on": day, "holds_out": "on", "why": "没有人知道它是否有效"}
    return as_role(world, Role.MANAGER, "protocols:on", data, signed_here(world).pk)


def turned_off(world):
    pk = on_here(world).pk
    return as_role(world, Role.MANAGER, "protocols:off", {"why": "写错了"}, pk)


def put_on(world):
    data = {"number": world["patient"].number}
    return as_role(world, Role.DOCTOR, "protocols:people", data, on_here(world).pk)


def sign_added(world):
    data = {"treatment": "EXTRACTION", "source": "CHARGE", "text": "残根"}
    return as_role(world, Role.CARE, "protocols:treatments", data)


def sign_removed(world):
    sign = TreatmentSign.objects.create(
        treatment="EXTRACTION", source="CHARGE", text="残根"
    )
    return as_role(world, Role.CARE, "protocols:treatment_end", {}, sign.pk)


def alarm_heard(world):
    now = timezone.now()
    run = PlanningRun.objects.create(at=now, took_ms=1, unexplained=2)
    alarm = PlanningAlarm.ring(run, on=timezone.localdate(now))
    return as_role(world, Role.MANAGER, "protocols:alarm", {}, alarm.pk)


def put_on_from_their_page(world):
    run = on_here(world).runs.get()
    data = {"protocol": run.pk}
    pk = world["patient"].pk
    return as_role(world, Role.DOCTOR, "protocols:of_patient", data, pk)


def taken_off(world):
    protocol, now = on_here(world), timezone.now()
    people = [(world["patient"], world["clinic"])]
    by_hand.put_on(protocol, people, by=world["people"][Role.DOCTOR], at=now)
    pk = protocol.enrolments.get().pk
    return as_role(world, Role.DOCTOR, "protocols:take_off", {"why": "搬走了"}, pk)


PROTOCOLS = {
    "protocols:take_off": taken_off,
    "protocols:of_patient": put_on_from_their_page,
    "protocols:alarm": alarm_heard,
    "protocols:new": written,
    "protocols:next": written_next,
    "protocols:signature": signed,
    "protocols:on": turned_on,
    "protocols:off": turned_off,
    "protocols:people": put_on,
    "protocols:treatments": sign_added,
    "protocols:treatment_end": sign_removed,
}
