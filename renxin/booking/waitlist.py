"""What becomes of an offer to somebody who waits: taken, declined, not answered.

Whoever says yes first has the place, by the same door as every other appointment; of
every other answer the next in order hears.
"""

from contextlib import suppress
from datetime import datetime, timedelta

from django.db import transaction

from renxin.booking import agreement, offering
from renxin.booking.facts import OfferAnswered
from renxin.booking.kinds import Answer, How, Left, Through
from renxin.booking.models import Appointment, WaitlistEntry, WaitlistOffer
from renxin.booking.models.service import LONGEST_MINUTES
from renxin.booking.refusals import NotWaiting, OfferOver
from renxin.booking.terms import Terms
from renxin.booking.wanted import place_of
from renxin.clinics.models import Clinic
from renxin.rosters.spans import meet, span
from renxin.staff.models import Staff

LONGEST = timedelta(minutes=LONGEST_MINUTES)


@transaction.atomic
def accept(offer: WaitlistOffer, *, by: Staff | None, at: datetime) -> Appointment:
    """The first yes has the place; a later one hears that it is gone."""
    entry = _have(offer, at=at)
    place = place_of(offer)
    # What they give up is held before any place is locked, as in every move.
    if entry.instead_of_id:
        later = Appointment.objects.select_for_update(of=("self",))
        later.get(pk=entry.instead_of_id)
    terms = Terms(
        place=place,
        service=entry.service,
        through=Through.WAITLIST,
        besides_id=entry.instead_of_id,
    )
    appointment = agreement.book(entry.patient, terms, by=by, at=at)
    offer.appointment = appointment
    answer(offer, Answer.YES, by=by, at=at)
    entry.leave(Left.BOOKED, by=by, at=at)
    if entry.instead_of and not hasattr(entry.instead_of, "outcome"):
        entry.instead_of.cancel(how=How.CANCELLED_BY_PATIENT, by=by, at=at)
    return appointment


def ask_no_longer(appointment: Appointment, *, at: datetime) -> None:
    """The place is somebody's now, by whatever path; nobody else is asked about it."""
    during = span(appointment.starts_at, appointment.ends_at)
    asked = (
        WaitlistOffer.objects.open()
        .filter(doctor=appointment.doctor_id, entry__clinic=appointment.clinic_id)
        .filter(starts_at__gt=during.lower - LONGEST, starts_at__lt=during.upper)
        .exclude(entry__patient=appointment.patient_id)
        .select_related("entry__service", "entry__clinic")
    )
    for offer in asked.select_for_update(of=("self",), skip_locked=True):
        if meet(place_of(offer).visit, during):
            answer(offer, Answer.GONE, by=None, at=at)


@transaction.atomic
def decline(offer: WaitlistOffer, *, by: Staff | None, at: datetime) -> None:
    """They keep their turn; the next in order hears of the place."""
    _have(offer, at=at)
    answer(offer, Answer.NO, by=by, at=at)
    offering.fill(offer.entry.clinic, place_of(offer).visit, at=at)


@transaction.atomic
def let_go(entry_id: int, *, by: Staff | None, at: datetime) -> None:
    """Whoever left the list needs no answer: the next in order hears of the place."""
    offers = WaitlistOffer.objects.open().filter(entry=entry_id)
    for offer in offers.select_for_update(of=("self",), skip_locked=True):
        answer(offer, Answer.NO, by=by, at=at)
        offering.fill(offer.entry.clinic, place_of(offer).visit, at=at)


def lapse(*, at: datetime) -> int:
    """Offers nobody answered in time go to the next; each in its own transaction."""
    keys = WaitlistOffer.objects.over(at=at).values_list("pk", flat=True)
    return sum(lapsed(pk, at=at) for pk in list(keys))


@transaction.atomic
def lapsed(pk: int, *, at: datetime) -> int:
    free = WaitlistOffer.objects.over(at=at).select_for_update(skip_locked=True)
    offer = free.filter(pk=pk).first()
    if offer is None:
        return 0
    answer(offer, Answer.LAPSED, by=None, at=at)
    offering.fill(offer.entry.clinic, place_of(offer).visit, at=at)
    return 1


def close_the_old(*, at: datetime) -> None:
    """Whoever's last day went by has left the list."""
    for clinic in Clinic.objects.all():
        old = WaitlistEntry.objects.waiting().filter(
            clinic=clinic, last_on__lt=clinic.day_of(at)
        )
        for entry in old.select_related("service"):
            with suppress(NotWaiting):  # given a place just now
                entry.leave(Left.TOO_LATE, by=None, at=at)


def _have(offer: WaitlistOffer, *, at: datetime) -> WaitlistEntry:
    held = WaitlistOffer.objects.select_for_update(of=("self",))
    offer.refresh_from_db(from_queryset=held)
    offer.entry.have()
    if offer.answered_at or offer.until <= at:
        raise OfferOver
    return offer.entry


def answer(
    offer: WaitlistOffer, answer: Answer, *, by: Staff | None, at: datetime
) -> None:
    offer.answer, offer.answered_at, offer.answered_to = answer, at, by
    offer.save(update_fields=["answer", "answered_at", "answered_to", "appointment"])
    offer.record(OfferAnswered, by=by, at=at, answer=answer)
