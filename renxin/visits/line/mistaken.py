"""Greeted by mistake: the number is given up, and nobody counts as having come."""

from datetime import datetime

from django.db import transaction
from django.db.models import ProtectedError

from renxin.booking.models import Appointment
from renxin.staff.models import Staff
from renxin.visits.facts import VisitTakenBack
from renxin.visits.kinds import Stage
from renxin.visits.models import Visit
from renxin.visits.refusals import LookedAfterAlready


@transaction.atomic
def take_back(visit: Visit, *, seen: int, by: Staff, at: datetime) -> None:
    """Only where nothing was done yet; whatever was done for somebody stays."""
    here = visit.have(seen=seen)
    if here.stage != Stage.GREETING or here.begun_at:
        raise LookedAfterAlready
    came_for = list(_came_for(visit))
    visit.record(VisitTakenBack, by=by, at=at)
    try:
        visit.stage_entries.all().delete()
        visit.delete()
    except ProtectedError as kept:
        raise LookedAfterAlready from kept
    for appointment in came_for:
        appointment.take_back_arrival(by=by, at=at)


def _came_for(visit: Visit) -> list[Appointment]:
    """Several services in one coming are one visit."""
    here = Appointment.objects.filter(
        patient__in=visit.patient.kept().record_ids(),
        clinic=visit.clinic_id,
        arrival__at__gte=visit.began_at,
    )
    return list(here.select_related("clinic", "doctor").order_by("pk"))
