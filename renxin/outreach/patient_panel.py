"""Who brought whom: word of mouth around a patient."""

from django.db.models import Q
from django.utils.translation import gettext as _

from renxin.outreach.models import Introduction
from renxin.patients.models import Patient
from renxin.patients.page import Neighbour, Panel, Place, Viewing, neighbours, panel

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


@neighbours
def brought(viewing: Viewing) -> list[Neighbour]:
    """The same people, for the drawing of the circle."""
    return [
        Neighbour(one.patient_id, one.patient.name, _("came through them"))
        if one.by_patient_id in viewing.record_ids
        else Neighbour(one.by_patient_id, one.by_patient.name, _("brought them"))
        for one in _around(viewing)
    ]


def _around(viewing: Viewing) -> list[Introduction]:
    return viewing.once("introductions", lambda: _found(viewing))


def _found(viewing: Viewing) -> list[Introduction]:
    ids = viewing.record_ids
    visible = Patient.objects.visible_to(viewing.staff)
    return list(
        Introduction.objects.filter(Q(patient__in=ids) | Q(by_patient__in=ids))
        .filter(patient__in=visible, by_patient__in=visible)
        .select_related("patient", "by_patient")
        .order_by("day", "pk")[:SHOWN]
    )
