"""What somebody comes for (健康→预防, 患者→治疗, 求美→美学), with the reason in words.

Reckoned only of whoever agreed to be grouped; a clinician's word needs no reckoning.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from renxin.followup import policy
from renxin.followup.models import NeedSaid
from renxin.patients.models import Concern, Consent, Patient, Purpose
from renxin.patients.models.patient import Need
from renxin.visits.models import Visit


@dataclass(frozen=True)
class Told:
    """A need and why; none where they did not agree to be grouped."""

    need: Need | None
    why: str
    said_by: str = ""
    groups: list[str] = field(default_factory=list)


def need_of(patient: Patient, record_ids: list[int], *, at: datetime) -> Told:
    groups = list(groups_of(patient, record_ids, at=at))
    words = NeedSaid.objects.filter(patient__in=record_ids).select_related("by")
    said = words.order_by("-at", "-pk").first()
    if said:
        return Told(Need(said.need), said.why, said.by.name, groups)
    if Consent.objects.live(patient, Purpose.PROFILE, at=at) is None:
        return Told(None, _("They have not agreed to be grouped"), groups=groups)
    need, why = reckoned(record_ids, at=at)
    return Told(need, why, groups=groups)


def reckoned(record_ids: list[int], *, at: datetime) -> tuple[Need, str]:
    """By what was treated last; what must never be a reason is passed over."""
    rules = policy.needs()
    came = Visit.objects.filter(
        patient__in=record_ids, began_at__gt=at - rules.looked_back
    ).exclude(condition="")
    for condition, began_at in came.order_by("-began_at", "-pk").values_list(
        "condition", "began_at"
    ):
        need = _told_by(condition)
        is_over = at - began_at > rules.treatment and need is Need.TREATMENT
        if need is None or is_over:
            continue
        day = f"{timezone.localtime(began_at):%Y-%m-%d}"
        why = _("Here on %(day)s for %(condition)s")
        return need, why % {"day": day, "condition": condition}
    return Need.PREVENTION, _("Nothing was treated lately")


def groups_of(
    patient: Patient, record_ids: list[int], *, at: datetime
) -> Iterator[str]:
    """Who is looked after in a special way: by age, and by what they fear."""
    rules, age = policy.needs(), patient.age_on(timezone.localdate(at))
    if age is not None and age < rules.child_until:
        yield _("A child, %(age)s years old") % {"age": age}
    if age is not None and age >= rules.elder_from:
        yield _("%(age)s years old") % {"age": age}
    fears = Concern.objects.open().filter(
        patient__in=record_ids,
        kind=Concern.Kind.FEAR,
        level__gte=rules.afraid_from,
    )
    if fears.exists():
        yield _("Very afraid")


def _told_by(condition: str) -> Need | None:
    rules = policy.needs()
    if any(word in condition for word in policy.lists().never):
        return None
    if any(word in condition for word in rules.aesthetics):
        return Need.AESTHETICS
    if any(word in condition for word in rules.prevention):
        return Need.PREVENTION
    return Need.TREATMENT
