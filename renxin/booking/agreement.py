"""Agreeing a time with a patient, and agreeing another: all paths come by here."""

from datetime import datetime

from django.db import transaction

from renxin.booking import taking
from renxin.booking.facts import Booked, Overbooked, Rebooked
from renxin.booking.kinds import Asked, Through
from renxin.booking.models import Appointment, Overbooking, Rebooking
from renxin.booking.refusals import MayNotOverbook
from renxin.booking.terms import Place, Terms
from renxin.booking.twice import refuse_two_at_once
from renxin.patients.models import Patient
from renxin.staff.models import Staff

OVER = "booking.over"
PLACE = ("clinic", "doctor", "doctor_name", "resource_name", "starts_at", "minutes")


@transaction.atomic
def book(
    patient: Patient, terms: Terms, *, by: Staff | None, at: datetime
) -> Appointment:
    """Agree a time with a patient, or hold it for them until they do."""
    check(terms, by=by, at=at)
    refuse_two_at_once(patient, terms.place, at=at, besides=[terms.besides_id])
    appointment = Appointment(
        patient=patient,
        clinic=terms.place.clinic,
        service=terms.service,
        service_name=terms.service.name if terms.service else "",
        kind=terms.kind,
        note=terms.note,
        through=terms.through,
        booked_at=at,
        booked_by=by,
        held_until=terms.held_until,
        coming_id=terms.coming_id,
        series_id=terms.series_id,
        is_walk_in=terms.through == Through.WALK_IN,
    )
    stand_at(appointment, terms.place)
    appointment.save(force_insert=True)
    take(appointment, terms, by=by, at=at)
    if not appointment.held_until:
        appointment.record(Booked, by=by, at=at)
    return appointment


@transaction.atomic
def move(
    appointment: Appointment,
    terms: Terms,
    *,
    by: Staff | None,
    at: datetime,
    asked_by: Asked = Asked.PATIENT,
    reason: str = "",
) -> Rebooking:
    """Take another place in the same step as the old one is given back."""
    was = relocate(appointment, terms, by=by, at=at, asked_by=asked_by, reason=reason)
    tell_of(was)
    return was


def relocate(
    appointment: Appointment,
    terms: Terms,
    *,
    by: Staff | None,
    at: datetime,
    asked_by: Asked = Asked.PATIENT,
    reason: str = "",
) -> Rebooking:
    """Move it and tell nobody yet, where more is moved in the same step."""
    appointment.have(at=at)
    check(terms, by=by, at=at)
    besides = [appointment.pk, terms.besides_id]
    refuse_two_at_once(appointment.patient, terms.place, at=at, besides=besides)
    was = Rebooking(appointment=appointment, by=by, at=at)
    was.asked_by, was.reason = asked_by, reason
    was.was_at, was.was_minutes = appointment.starts_at, appointment.minutes
    was.was_doctor = appointment.doctor
    stand_at(appointment, terms.place)
    # Whoever has the card on another screen, as it was, is told so.
    appointment.version += 1
    appointment.save(update_fields=[*PLACE, "version"])
    take(appointment, terms, by=by, at=at)
    was.save(force_insert=True)
    # What was confirmed was the old time.
    appointment.confirmations.all().delete()
    return was


def tell_of(was: Rebooking) -> None:
    told = {"was_at": was.was_at.isoformat(), "asked_by": was.asked_by}
    was.appointment.record(Rebooked, by=was.by, at=was.at, **told)


def check(terms: Terms, *, by: Staff | None, at: datetime) -> None:
    """Refuse what no path may do; whoever may overbook may leave the roster too."""
    terms.place.check(at=at)
    if terms.over and (by is None or not by.may(OVER)):
        raise MayNotOverbook


def stand_at(appointment: Appointment, place: Place) -> None:
    appointment.clinic, appointment.doctor = place.clinic, place.doctor
    appointment.doctor_name = place.doctor.name if place.doctor else ""
    appointment.resource_name = place.chair.name if place.chair else ""
    appointment.starts_at, appointment.minutes = place.starts_at, place.minutes


def take(
    appointment: Appointment, terms: Terms, *, by: Staff | None, at: datetime
) -> None:
    over = bool(terms.over)
    taken = taking.take(
        appointment.pk, terms.place, at=at, over=over, only_at_work=not over
    )
    if by and any(one.lane for one in taken):
        Overbooking.objects.create(
            appointment=appointment, reason=terms.over, by=by, at=at
        )
        appointment.record(Overbooked, by=by, at=at, reason=terms.over)
