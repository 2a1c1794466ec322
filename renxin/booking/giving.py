"""A place that somebody who waits takes while the desk has them on the phone."""

from datetime import datetime

from django.db import transaction

from renxin.booking import offering, policy, waitlist
from renxin.booking.kinds import Answer
from renxin.booking.models import Appointment, WaitlistEntry, WaitlistOffer
from renxin.booking.terms import Place
from renxin.booking.wanted import place_of
from renxin.staff.models import Staff


@transaction.atomic
def give(entry: WaitlistEntry, place: Place, *, by: Staff, at: datetime) -> Appointment:
    """They said yes on the phone: a place is theirs without being offered first.

    What they were still being asked about goes to the next in order, once it is
    known what this place leaves of it.
    """
    place.check(at=at)
    asked = list(
        WaitlistOffer.objects.open().filter(entry=entry).select_for_update(of=("self",))
    )
    for offer in asked:
        if (offer.starts_at, offer.doctor) == (place.starts_at, place.doctor):
            return waitlist.accept(offer, by=by, at=at)
    entry.have()
    for offer in asked:
        is_late = offer.until <= at
        waitlist.answer(offer, Answer.LAPSED if is_late else Answer.NO, by=by, at=at)
    until = at + policy.waiting().answer_within
    taken = offering.held_out(entry, place, until=until, at=at)
    appointment = waitlist.accept(taken, by=by, at=at)
    for offer in asked:
        offering.fill(entry.clinic, place_of(offer).visit, at=at)
    return appointment
