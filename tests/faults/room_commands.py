"""What is done in the doctor's room: duties, steps, notes, and the departure."""

from datetime import timedelta

from django.utils import timezone

from renxin.staff.roles import Role
from renxin.visits.duties import doing, publishing
from renxin.visits.kinds import Stage
from renxin.visits.models import Checklist, Duty
from tests.faults.asked import as_role
from tests.faults.flow_commands import here
from tests.renxin.visits.owed import DRAWN, owed


def in_the_room(name, told=None, *, code="", stage=Stage.TREATMENT):
    """Somebody is in the room; what is owed there asks for a signature."""

    def request(world):
        long_ago = timezone.now() - timedelta(days=1)
        owed(stage, *filter(None, [code]), role=Role.DOCTOR, valid_from=long_ago)
        visit = here(world, stage=stage)[0]
        args = [visit.pk]
        sent = {"seen": visit.stage_entries.current().get().pk} | (told or {})
        if code:
            args += [Duty.objects.get().pk] if name == "visits:duty" else []
            sent["duties"] = Duty.objects.get().pk
        return as_role(world, Role.DOCTOR, name, sent, *args)

    return request


def ticked_by_mistake(world):
    long_ago = timezone.now() - timedelta(days=1)
    owed(Stage.TREATMENT, "greeted", role=Role.DOCTOR, valid_from=long_ago)
    visit, duty = here(world, stage=Stage.TREATMENT)[0], Duty.objects.get()
    step, doctor = visit.stage_entries.current().get(), world["people"][Role.DOCTOR]
    doing.do(step, duty, by=doctor, at=timezone.now())
    told = {"seen": step.pk}
    return as_role(world, Role.DOCTOR, "visits:duty_back", told, visit.pk, duty.pk)


def published(world):
    publishing.furnish(at=timezone.now())
    read = Checklist.objects.get(stage=Stage.CASHIER)
    told = {
        "form-TOTAL_FORMS": 1,
        "form-INITIAL_FORMS": 0,
        "form-0-zh": "逐项讲清费用",
        "form-0-en": "Go through the charges",
        "form-0-standard": "COURTESY",
        "form-0-asks": "WORD",
        "where": "here",
    }
    return as_role(world, Role.MANAGER, "visits:checklist", told, read.pk)


def in_a_month():
    return (timezone.localdate() + timedelta(days=30)).isoformat()


SIGNED = {"name": "王芳", "signer": "PATIENT", "strokes": DRAWN}
RECALLED = {"kind": "RECALL", "recall_on": in_a_month()}
ROOM = {
    "visits:duty": in_the_room("visits:duty", SIGNED, code="signed"),
    "visits:duty_back": ticked_by_mistake,
    "visits:waiver": in_the_room("visits:waiver", {"why": "WORSE"}, code="told"),
    "visits:step": in_the_room("visits:step", {"step": "ASK"}),
    "visits:note": in_the_room("visits:note", {"text": "喜欢靠窗"}),
    "visits:departure": in_the_room(
        "visits:departure", RECALLED, stage=Stage.BACK_TO_DOCTOR
    ),
    "visits:checklist": published,
}
