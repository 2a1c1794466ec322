"""Who brought whom: word of mouth around a patient."""

from django.db.models import Q
from django.utils.translation import gettext as _

from renxin.outreach.models import Introduction
from renxin.patients.models import Patient
from renxin.patients.page import Badge, Panel, Place, Viewing, badge, panel

SHOWN = 12


@badge(30)
def introduced_by(viewing: Viewing) -> list[Badge]:
    """Who brought this patient, so that they can be thanked in words."""
    received = [i for i in _around(viewing) if i.patient_id in viewing.record_ids]
    return [
        Badge(_("Introduced by %(name)s") % {"name": i.by_patient.name}, "", "family")
        for i in received[:1]
    ]


@panel(Place.ASIDE, 10)
def introductions(viewing: Viewing) -> Panel | None:
    """Whom this patient brought."""
    made = [i for i in _around(viewing) if i.by_patient_id in viewing.record_ids]
    if not made:
        return None
    return Panel("outreach/_patient_panel.html", {"made": made})


def _around(viewing: Viewing) -> list[Introduction]:
    return viewing.once("introductions", lambda: _ask(viewing))


def _ask(viewing: Viewing) -> list[Introduction]:
    ids = viewing.record_ids
    visible = Patient.objects.visible_to(viewing.staff)
    return list(
        Introduction.objects.filter(Q(patient__in=ids) | Q(by_patient__in=ids))
        .filter(patient__in=visible, by_patient__in=visible)
        .select_related("patient", "by_patient")
        .order_by("day", "pk")[:SHOWN]
    )
