"""Greeting somebody: with their appointment if they have one today, else without."""

from datetime import datetime, timedelta

from django.db import transaction

from renxin.booking.kinds import Door, How
from renxin.booking.models import Appointment
from renxin.booking.models.appointment import AppointmentQuerySet
from renxin.clinics.models import Clinic
from renxin.patients.models import Patient
from renxin.staff.models import Staff
from renxin.visits.kinds import Urgency
from renxin.visits.line.judging import judge
from renxin.visits.models import Visit
from renxin.visits.models.the_door import check_doctor
from renxin.visits.refusals import AlreadyInTheHouse
from renxin.visits.terms import Coming

A_DAY = timedelta(days=1)


@transaction.atomic
def greet(
    patient: Patient, clinic: Clinic, coming: Coming, *, by: Staff, at: datetime
) -> Visit:
    """Whoever is expected today is checked in; who came late did not stay away."""
    ids = patient.kept().record_ids()
    Visit.objects.refuse_two_at_once(patient.name, ids)
    appointment = expected_today(patient, clinic, at=at)
    if appointment is None:
        appointment = missed_today(patient, clinic, at=at)
    if appointment is None:
        check_doctor(coming.doctor, clinic)
        return Visit.begin(patient, clinic, coming, by=by, at=at)
    appointment.take_back_absence(by=by, at=at)
    appointment.arrive(door=Door.DESK, by=by, at=at)
    theirs = Visit.objects.select_related("clinic").filter(appointment=appointment)
    visit = theirs.first()
    if visit is None:
        raise AlreadyInTheHouse.named(patient.name, clinic.short_name)
    if coming.urgency != Urgency.ROUTINE:
        judge(visit, Urgency(coming.urgency), by=by, at=at)
    if coming.doctor and coming.doctor != appointment.doctor:
        visit.give_to(coming.doctor, by=by, at=at)
    return visit


def expected_today(
    patient: Patient, clinic: Clinic, *, at: datetime
) -> Appointment | None:
    """The first they are still expected for; several in one coming hang on it."""
    return _today(Appointment.objects.due().firm(), patient, clinic, at=at)


def missed_today(
    patient: Patient, clinic: Clinic, *, at: datetime
) -> Appointment | None:
    """Given up too soon: they come late, to the doctor they had agreed on."""
    missed = Appointment.objects.filter(outcome__kind=How.NO_SHOW)
    return _today(missed, patient, clinic, at=at)


def _today(
    every: AppointmentQuerySet, patient: Patient, clinic: Clinic, *, at: datetime
) -> Appointment | None:
    theirs = every.between(at - A_DAY, at + A_DAY).filter(
        patient__in=patient.kept().record_ids(), clinic=clinic, coming=None
    )
    found = theirs.select_related("patient", "clinic", "doctor").order_by("starts_at")
    today = clinic.day_of(at)
    return next((one for one in found if clinic.day_of(one.starts_at) == today), None)
