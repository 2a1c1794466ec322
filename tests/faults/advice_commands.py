"""Commands of advice: written, approved, withdrawn, given and taken back."""

from django.utils import timezone

from renxin.advice.forms import DraftForm
from renxin.advice.models import (
    AdviceApproval,
    AdviceGiven,
    AdviceText,
    advice_text,
)
from renxin.advice.models.advice_given import Handing
from renxin.staff.roles import Role
from renxin.visits.models import Visit
from tests.faults.asked import as_role

SAID_BACK = "饭后吃，起疹子就停"


def text_here():
    advice_text.furnish(at=timezone.now())
    return AdviceText.objects.get(topic="antibiotic", clinic=None)


def approved(world):
    doctor, now = world["people"][Role.DOCTOR], timezone.now()
    return AdviceApproval.sign(text_here(), clinic=world["clinic"], by=doctor, at=now)


def visit_of(world):
    return Visit.objects.create(
        patient=world["patient"], clinic=world["clinic"], began_at=timezone.now()
    )


def handed_over(world):
    station, now = world["people"][Role.STATION], timezone.now()
    handing = Handing(language="zh-hans", understood=SAID_BACK)
    return AdviceGiven.give(
        visit_of(world), approved(world), handing, by=station, at=now
    )


def written(world):
    data = DraftForm.first(text_here())
    return as_role(world, Role.STATION, "advice:new", data)


def written_next(world):
    text = text_here()
    return as_role(world, Role.STATION, "advice:next", DraftForm.first(text), text.pk)


def signed(world):
    return as_role(world, Role.DOCTOR, "advice:approval", {}, text_here().pk)


def withdrawn(world):
    text = approved(world).text
    return as_role(world, Role.DOCTOR, "advice:withdrawal", {"why": "有误"}, text.pk)


def given(world):
    words = approved(world).pk
    data = {"words": words, "language": "zh-hans", "understood": SAID_BACK}
    return as_role(world, Role.STATION, "advice:give", data, visit_of(world).pk)


def taken_back(world):
    pk = handed_over(world).pk
    return as_role(world, Role.STATION, "advice:back", {"why": "抄错"}, pk)


ADVICE = {
    "advice:new": written,
    "advice:next": written_next,
    "advice:approval": signed,
    "advice:withdrawal": withdrawn,
    "advice:give": given,
    "advice:back": taken_back,
}
