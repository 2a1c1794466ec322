"""Commands of safety: pain, checks, events, late effects; and charges by hand."""

from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from renxin.clinics.models import Chair
from renxin.safety import checklist
from renxin.safety.models import AdverseEvent, Remedy
from renxin.safety.models.adverse_event import Told
from renxin.staff.roles import Role
from renxin.visits.charging import Item
from renxin.visits.models import HandCharge, Visit
from tests.faults.asked import as_role

FAILED = {item.code: "FAILED" for item in checklist.items(checklist.current())}


def visit_of(world):
    return Visit.objects.create(
        patient=world["patient"], clinic=world["clinic"], began_at=timezone.now()
    )


def on_visit(name, data):
    def request(world):
        return as_role(world, Role.DOCTOR, name, data, visit_of(world).pk)

    return request


def chair_checked(world):
    chair = Chair.objects.create(clinic=world["clinic"], name="1 号椅")
    data = FAILED | {"chair": chair.pk, "half": "MORNING", "batch": "B-1"}
    return as_role(world, Role.ASSISTANT, "safety:check_new", data)


def today_at(world):
    return world["clinic"].day_of(timezone.now())


def event_told(world):
    data = {
        "token": uuid4(),
        "what": "车针滑脱",
        "severity": "NONE",
        "happened_on": today_at(world),
    }
    return as_role(world, Role.STATION, "safety:event_new", data)


def event_reviewed(world):
    today = today_at(world)
    told = Told(what="车针滑脱", severity="NONE", happened_on=today)
    event = AdverseEvent.report(world["clinic"], told, by=None, at=timezone.now())
    due_on = today + timedelta(days=7)
    data = {"learned": "未卡到位", "changes": "先空转", "due_on": due_on}
    return as_role(world, Role.MANAGER, "safety:review", data, event.pk)


def put_right(world):
    manager = world["people"][Role.MANAGER]
    remedy = Remedy.owe(
        world["clinic"],
        "水路",
        due_on=today_at(world),
        by=manager,
        at=timezone.now(),
    )
    return as_role(world, Role.MANAGER, "safety:remedy", {"note": "冲洗"}, remedy.pk)


def effect_asked(world):
    data = {"asked_on": today_at(world), "effect": "NUMBNESS", "words": "下唇麻"}
    return as_role(world, Role.CARE, "safety:effect", data, visit_of(world).pk)


def charged(world):
    data = {"name": "洁治", "kind": "PROCEDURE", "amount": "180", "payer": "自费"}
    return as_role(world, Role.GREETER, "visits:charge", data, visit_of(world).pk)


def refunded(world):
    item = Item(name="洁治", kind="PROCEDURE", amount_fen=18_000, payer="自费")
    greeter, now = world["people"][Role.GREETER], timezone.now()
    written = HandCharge.write(visit_of(world), item, by=greeter, at=now)
    data = {"amount": "80", "reason": "未做完"}
    return as_role(world, Role.GREETER, "visits:refund", data, written.pk)


SAFETY = {
    "visits:charge": charged,
    "visits:refund": refunded,
    "safety:pain": on_visit(
        "safety:pain", {"stage": "TREATMENT", "score": 8, "done": "加局麻"}
    ),
    "safety:check": on_visit("safety:check", FAILED | {"batch": "B-1"}),
    "safety:effect": effect_asked,
    "safety:check_new": chair_checked,
    "safety:event_new": event_told,
    "safety:review": event_reviewed,
    "safety:remedy": put_right,
}
