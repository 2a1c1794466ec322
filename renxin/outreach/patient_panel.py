"""Who brought whom: word of mouth around a patient."""

from django.db.models import Q

from renxin.outreach.models import Introduction
from renxin.patients.models import Patient
from renxin.patients.page import Panel, Place, Viewing, panel

SHOWN = 12


@panel(Place.ASIDE, 10)
def introductions(viewing: Viewing) -> Panel | None:
    """Who brought this patient, and whom they brought: to be thanked in words."""
    around = _around(viewing)
    if not around:
        return None
    made = [i for i in around if i.by_patient_id in viewing.record_ids]
    received = [i for i in around if i.patient_id in viewing.record_ids]
    context = {"made": made, "received": received}
    return Panel("outreach/_patient_panel.html", context)


def _around(viewing: Viewing) -> list[Introduction]:
    ids = viewing.record_ids
    visible = Patient.objects.visible_to(viewing.staff)
    return list(
        Introduction.objects.filter(Q(patient__in=ids) | Q(by_patient__in=ids))
        .filter(patient__in=visible, by_patient__in=visible)
        .select_related("patient", "by_patient")
        .order_by("day", "pk")[:SHOWN]
    )
