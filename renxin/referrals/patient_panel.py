"""Whom a patient was referred to, and where each referral stands."""

from typing import Any

from django.db.models import F

from renxin.patients.page import Panel, Place, Viewing, panel
from renxin.referrals.models import Referral
from renxin.referrals.rows import row_of
from renxin.referrals.where import RIGHT

SHOWN = 4


@panel(Place.MIDDLE, 20)
@panel(Place.ROOM, 18)
def referrals(viewing: Viewing) -> Panel | None:
    """The open ones first, and the way to refer them."""
    if not viewing.staff.may("referrals.see"):
        return None
    return Panel("referrals/_patient_panel.html", told(viewing))


def told(viewing: Viewing) -> dict[str, Any]:
    found = Referral.objects.visible_to(viewing.staff).of(viewing.record_ids).told()
    ordered = found.order_by(F("ended_at").desc(nulls_first=True), "-sent_at", "-pk")
    return {
        "patient": viewing.patient,
        "rows": [
            row_of(one, staff=viewing.staff, at=viewing.at) for one in ordered[:SHOWN]
        ],
        "may_refer": viewing.staff.may(RIGHT) and not viewing.patient.died_on,
    }
