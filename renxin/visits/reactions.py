"""Whoever is here for an appointment is on a visit from then on."""

from renxin.booking.facts import Arrived
from renxin.booking.models import Appointment
from renxin.journal.book import on
from renxin.staff.models import Staff
from renxin.visits.kinds import Kind
from renxin.visits.models import Visit
from renxin.visits.terms import Coming


@on(Arrived)
def begin(fact: Arrived) -> None:
    """Several services in one coming are one visit."""
    every = Appointment.objects.select_related("patient", "clinic", "doctor")
    appointment = every.get(pk=fact.appointment_id)
    coming = Coming(
        kind=appointment.kind if appointment.kind in Kind.values else "",
        doctor=appointment.doctor,
        appointment=appointment,
        department_name=appointment.department_name,
    )
    by = Staff.objects.filter(pk=fact.by_id).first() if fact.by_id else None
    ids = appointment.patient.kept().record_ids()
    here = Visit.objects.at(appointment.clinic).under_way()
    if not here.filter(patient__in=ids).exists():
        Visit.begin(appointment.patient, appointment.clinic, coming, by=by, at=fact.at)
