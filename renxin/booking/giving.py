"""A place that somebody who waits takes while the desk has them on the phone."""

from datetime import datetime

from django.db import transaction

from renxin.booking import policy, waitlist
from renxin.booking.models import Appointment, WaitlistEntry, WaitlistOffer
from renxin.booking.refusals import OfferOver
from renxin.booking.terms import Place
from renxin.staff.models import Staff


@transaction.atomic
def give(entry: WaitlistEntry, place: Place, *, by: Staff, at: datetime) -> Appointment:
    """They said yes on the phone: a place is theirs without being offered first.

    What they were still being asked about goes to the next in order.
    """
    for offer in WaitlistOffer.objects.open().filter(entry=entry):
        if (offer.starts_at, offer.doctor) == (place.starts_at, place.doctor):
            return waitlist.accept(offer, by=by, at=at)
        _let_go(offer, by=by, at=at)
    entry.have()
    until = at + policy.waiting().answer_within
    return waitlist.accept(
        waitlist.held_out(entry, place, until=until, at=at), by=by, at=at
    )


def _let_go(offer: WaitlistOffer, *, by: Staff, at: datetime) -> None:
    try:
        with transaction.atomic():
            waitlist.decline(offer, by=by, at=at)
    except OfferOver:
        waitlist.lapsed(offer.pk, at=at)
