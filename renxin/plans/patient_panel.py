"""What is proposed to a patient, and what is still open of what they signed for."""

from django.urls import reverse

from renxin.patients.page import Panel, Place, Viewing, panel
from renxin.plans.models import Plan
from renxin.plans.still_open import StillOpen, of_plans

SHOWN = 6


@panel(Place.MIDDLE, 15)
@panel(Place.ROOM, 15)
def plans(viewing: Viewing) -> Panel | None:
    """Open plans first; the money and the sittings that are still to come."""
    if not viewing.staff.may("plans.see"):
        return None
    theirs = Plan.objects.of(viewing.record_ids).visible_to(viewing.staff)
    found = list(
        theirs.with_stage()
        .select_related("doctor")
        .order_by("ended_at", "-made_at", "pk")[:SHOWN]
    )
    left = of_plans([plan.pk for plan in found]) if found else {}
    new = f"{reverse('plans:new')}?patient={viewing.patient.pk}"
    return Panel(
        "plans/_patient_panel.html",
        {
            "rows": [(plan, left.get(plan.pk)) for plan in found],
            "open": sum(left.values(), StillOpen()),
            "new": new if viewing.staff.may("plans.write") else "",
        },
    )
