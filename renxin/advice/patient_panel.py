"""Advice beside the patient: what they were given, and the way to give more."""

from datetime import timedelta
from typing import Any

from renxin.advice.models import AdviceGiven
from renxin.patients.page import Panel, Place, Viewing, panel
from renxin.staff.reach import within
from renxin.visits.models import Visit

SHOWN = 4
GIVE = "advice.give"
# Whoever left may still ring and ask what they were told.
STILL_GIVEN = timedelta(days=7)


@panel(Place.ASIDE, 22)
@panel(Place.ROOM, 22)
def advice(viewing: Viewing) -> Panel | None:
    if not viewing.staff.may("advice.see"):
        return None
    context = told(viewing)
    is_told = context["given"] or context["visit"]
    return Panel("advice/_patient_panel.html", context) if is_told else None


@panel(Place.VISIT, 10)
def on_visit(viewing: Viewing) -> Panel | None:
    """In the card of the flow board: what they take with them today."""
    if not viewing.staff.may("advice.see"):
        return None
    context = told(viewing)
    visit = context["visit"]
    today = [one for one in context["given"] if visit and one.visit_id == visit.pk]
    return Panel("advice/_on_visit.html", context | {"given": today})


def told(viewing: Viewing) -> dict[str, Any]:
    theirs = AdviceGiven.objects.of(viewing.record_ids).visible_to(viewing.staff)
    return {
        "patient": viewing.patient,
        "given": list(theirs.told()[:SHOWN]),
        "visit": _visit(viewing) if viewing.staff.may(GIVE) else None,
    }


def _visit(viewing: Viewing) -> Visit | None:
    """The one on which more may be given: under way, or over a few days ago."""
    mine = Visit.objects.filter(within(viewing.staff, GIVE))
    lately = mine.filter(
        patient__in=viewing.record_ids, began_at__gt=viewing.at - STILL_GIVEN
    )
    last: Visit | None = lately.order_by("-began_at", "-pk").first()
    return last
