"""Charges written by hand, as the patient's page shows them."""

from typing import Any

from renxin.patients.page import Viewing
from renxin.visits.models import HandCharge, Visit

SHOWN = 5
RIGHT = "charges.record"


def told(viewing: Viewing) -> dict[str, Any]:
    """The last ones, and the visit a new one would belong to."""
    visits = Visit.objects.visible_to(viewing.staff)
    mine = visits.filter(patient__in=viewing.record_ids)
    written = HandCharge.objects.filter(charge__visit__in=mine)
    return {
        "patient": viewing.patient,
        "visit": mine.order_by("-began_at", "-pk").first(),
        "charges": list(
            written.select_related("charge", "by").order_by("-at", "-pk")[:SHOWN]
        ),
    }
