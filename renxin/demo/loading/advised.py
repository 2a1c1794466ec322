"""Which of the house's words each clinic answers for, and who took some home today."""

from datetime import datetime, timedelta

from renxin.advice.models import AdviceApproval, AdviceGiven, AdviceText, advice_text
from renxin.advice.models.advice_given import Handing
from renxin.clinics.models import Clinic
from renxin.demo.loading.today import of_role
from renxin.staff.models.staff import Language
from renxin.staff.roles import Role
from renxin.visits.models import Visit

# The doctors have not come to these yet: they stay drafts, as all are at first.
NOT_YET = frozenset({"pregnancy", "other-medicines", "whitening", "temporary-crown"})
# What people are told on the way out, and how they say it back.
TOLD = (
    ("antibiotic", "一天几次看处方，吃完为止，起疹子就停药打电话"),
    ("soft-and-cool", "今天吃凉的软的，不用吸管"),
    ("scaling", "几天发酸是正常的，照常刷牙"),
    ("numb", "麻木过去了再吃，别让孩子咬嘴唇"),
)
A_YEAR, JUST_NOW = timedelta(days=365), timedelta(minutes=2)


def write(clinic: Clinic, *, now: datetime) -> None:
    advice_text.furnish(at=now - A_YEAR)
    _give(clinic, _approve(clinic, at=now - A_YEAR), now=now)


def _approve(clinic: Clinic, *, at: datetime) -> dict[str, AdviceApproval]:
    doctor = of_role(clinic, Role.DOCTOR)
    texts = AdviceText.objects.filter(clinic=None).exclude(topic__in=NOT_YET)
    return {
        text.topic: AdviceApproval.sign(text, clinic=clinic, by=doctor, at=at)
        for text in texts.order_by("pk")
    }


def _give(clinic: Clinic, signed: dict[str, AdviceApproval], *, now: datetime) -> None:
    """To those who left last."""
    pharmacist = of_role(clinic, Role.STATION)
    gone = Visit.objects.at(clinic).lived_here().filter(ended_at__lte=now)
    lately = gone.order_by("-ended_at", "-pk")[: len(TOLD)]
    for visit, (topic, said) in zip(lately, TOLD, strict=False):
        handing = Handing(language=Language.ZH_HANS, understood=said)
        at = max(visit.began_at, (visit.ended_at or now) - JUST_NOW)
        AdviceGiven.give(visit, signed[topic], handing, by=pharmacist, at=at)
