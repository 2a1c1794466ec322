"""Other times beside a place that cannot be had: what one says instead of just no."""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from renxin.booking.openings import search
from renxin.booking.terms import Place
from renxin.booking.wish import Wish

SHOWN = 3
LOOKED_AHEAD = timedelta(days=14)


def offers(place: Place, *, at: datetime, most: int = SHOWN) -> list[Place]:
    """The next times that day with the same doctor; if none is left, later days."""
    local = place.starts_at.astimezone(ZoneInfo(place.clinic.zone))
    wish = Wish.like(
        place,
        first_day=place.day,
        last_day=place.day,
        doctors=(place.doctor,) if place.doctor else (),
        not_before=local.time(),
    )
    found = search(wish, at=at, enough=most)
    if not found:
        later = replace(wish, last_day=place.day + LOOKED_AHEAD)
        whole_days = replace(later, not_before=Wish.not_before)
        found = search(whole_days, at=at, enough=most)
    return [offer.place for offer in found]
