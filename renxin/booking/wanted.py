"""What those who wait want, and what they were offered, as the search knows it."""

from datetime import date

from renxin.booking.models import WaitlistEntry, WaitlistOffer
from renxin.booking.terms import Place
from renxin.booking.wish import Wish


def wish_of(entry: WaitlistEntry, day: date) -> Wish:
    """What they want, on one day."""
    return Wish.of(
        entry.service,
        clinic=entry.clinic,
        first_day=day,
        last_day=day,
        doctors=(entry.doctor,) if entry.doctor else (),
        department=entry.department,
        weekdays=frozenset(entry.weekdays),
        not_before=entry.not_before,
        not_after=entry.not_after,
    )


def place_of(offer: WaitlistOffer) -> Place:
    return Place(
        clinic=offer.entry.clinic,
        starts_at=offer.starts_at,
        minutes=offer.minutes,
        doctor=offer.doctor,
        chair=offer.chair,
        assistants=tuple(offer.assistants.all()),
        devices=tuple(offer.devices.all()),
    ).given(offer.entry.service)
