"""The words beside a name: what weighs on a patient, and what they cannot take."""

from dataclasses import dataclass

from django.utils.functional import Promise as LazyText
from django.utils.translation import pgettext, pgettext_lazy

from renxin.patients.models import Concern

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


def concern_badge(kind: str, level: int | None) -> Badge:
    label, tone, sign = CONCERNS[kind]
    return Badge(f"{label} {level}" if level else str(label), tone, sign)


def allergy_badges(allergies: str) -> list[Badge]:
    """Some write 青霉素, some 青霉素过敏, some 无; the first two read the same."""
    known = allergies.strip()
    if not known or known.lower() in NONE_KNOWN:
        return []
    told = {"to": known.removesuffix("过敏")}
    return [Badge(pgettext("badge", "Allergy: %(to)s") % told, "tea", "alert")]
