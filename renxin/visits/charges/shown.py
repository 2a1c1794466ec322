"""Charges written by hand, as the patient's page shows them."""

from typing import Any

from django.db.models import QuerySet

from renxin.patients.page import Viewing
from renxin.staff.reach import within
from renxin.visits.models import HandCharge, Visit
from renxin.visits.models.visit import VisitQuerySet

SHOWN = 5
RIGHT = "charges.record"


def told(viewing: Viewing) -> dict[str, Any]:
    """The last ones they may refund, and the visit a new one would belong to."""
    visits = Visit.objects.filter(within(viewing.staff, RIGHT))
    mine = visits.filter(patient__in=viewing.record_ids)
    visit = mine.order_by("-began_at", "-pk").first()
    charges = list(_written(mine)) if visit else []
    return {"patient": viewing.patient, "visit": visit, "charges": charges}


def _written(visits: VisitQuerySet) -> QuerySet[HandCharge]:
    written = HandCharge.objects.filter(charge__visit__in=visits)
    return written.select_related("charge", "by").order_by("-at", "-pk")[:SHOWN]
