"""What the next person must know before they open their mouth."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy

from renxin.patients.models.concern import Concern
from renxin.promises.kinds import RINGS
from renxin.promises.models import Promise

CONCERNS: dict[str, tuple[str | LazyText, str, str]] = {
    Concern.Kind.FEAR: (pgettext_lazy("badge", "Fear"), "tea", "fear"),
    Concern.Kind.DISCOMFORT: (pgettext_lazy("badge", "Pain"), "tea", "fear"),
    Concern.Kind.UNFAMILIAR: (pgettext_lazy("badge", "New here"), "brand", "sprout"),
    Concern.Kind.COST: (pgettext_lazy("badge", "Cost"), "", "coin"),
    Concern.Kind.TIME: (pgettext_lazy("badge", "Short of time"), "", "clock"),
    Concern.Kind.TRUST: (pgettext_lazy("badge", "Unsure of us"), "", "promise"),
}

# How people write that there is none; a flag that means nothing hides the others.
NONE_KNOWN = frozenset({"无", "没有", "否认", "无过敏史", "none", "none known"})


@dataclass(frozen=True)
class Badge:
    """A word, a shape and a tone, in that order."""

    text: str
    tone: str = ""
    sign: str = ""


def badges_of(
    promise: Promise, concerns: list[dict[str, Any]], *, asked: bool, on: date
) -> list[Badge]:
    patient = promise.patient
    badges = []
    if patient.died_on:
        badges.append(Badge(_("Has died"), "ink", "info"))
    if asked and promise.kind in RINGS:
        badges.append(Badge(_("Asked not to be called"), "ink", "ban"))
    badges += [_of_concern(concern) for concern in concerns]
    if patient.allergies and patient.allergies.strip().lower() not in NONE_KNOWN:
        badges.append(Badge(_allergy(patient.allergies), "tea", "alert"))
    if patient.is_minor_on(on):
        badges.append(Badge(_("Minor"), "", "family"))
    return badges


def _allergy(to: str) -> str:
    """Some write 青霉素, some 青霉素过敏; both are read the same."""
    to = to.strip().removesuffix("过敏")
    return pgettext("badge", "Allergy: %(to)s") % {"to": to}


def _of_concern(concern: dict[str, Any]) -> Badge:
    label, tone, sign = CONCERNS[concern["kind"]]
    level = concern["level"]
    return Badge(f"{label} {level}" if level else str(label), tone, sign)
