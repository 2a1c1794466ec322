"""What the next person must know before they open their mouth."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from renxin.patients.badges import Badge, allergy_badges, concern_badge
from renxin.promises.kinds import RINGS
from renxin.promises.models import Promise


def badges_of(
    promise: Promise, concerns: list[dict[str, Any]], *, asked: bool, on: date
) -> list[Badge]:
    patient = promise.patient
    badges = []
    if patient.died_on:
        badges.append(Badge(_("Has died"), "ink", "info"))
    if asked and promise.kind in RINGS:
        badges.append(Badge(_("Asked not to be called"), "ink", "ban"))
    badges += [concern_badge(one["kind"], one["level"]) for one in concerns]
    badges += allergy_badges(patient.allergies)
    if patient.is_minor_on(on):
        badges.append(Badge(_("Minor"), "", "family"))
    return badges
