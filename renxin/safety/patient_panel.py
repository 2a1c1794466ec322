"""Safety on the patient's page: pain, checks and late effects of the last visits."""

from typing import Any

from django.db.models import Prefetch

from renxin.patients.page import Panel, Place, Viewing, panel
from renxin.safety.models import InfectionCheck, LateEffect, PainScore
from renxin.staff.reach import within
from renxin.visits.models import Visit

SHOWN = 3
RECORD = "safety.record"


@panel(Place.ASIDE, 25)
def safety(viewing: Viewing) -> Panel | None:
    if not viewing.staff.may("safety.see"):
        return None
    context = told(viewing)
    return Panel("safety/_patient_panel.html", context) if context["visits"] else None


def told(viewing: Viewing) -> dict[str, Any]:
    reached = within(viewing.staff, "safety.see")
    mine = Visit.objects.filter(reached, patient__in=viewing.record_ids)
    asked = (
        Prefetch("pain_scores", PainScore.objects.order_by("at", "pk")),
        Prefetch("late_effects", LateEffect.objects.order_by("asked_on", "pk")),
        Prefetch("infection_checks", InfectionCheck.objects.order_by("at", "pk")),
    )
    visits = mine.prefetch_related(*asked).order_by("-began_at", "-pk")[:SHOWN]
    may_record = viewing.staff.may_at
    return {
        "patient": viewing.patient,
        "visits": [(one, may_record(RECORD, one.clinic_id)) for one in visits],
    }
