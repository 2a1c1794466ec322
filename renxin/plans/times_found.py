"""Times for the sittings of an item: the first as asked, the others after it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import Any

from django.utils.translation import gettext as _

from renxin.booking import placed, several
from renxin.booking.openings import search
from renxin.booking.refusals import NotAPlace
from renxin.booking.terms import Place
from renxin.booking.wish import Wish
from renxin.clinics.models import Clinic


@dataclass(frozen=True)
class Found:
    """One of the times, as a box to be ticked; no place where nothing is free."""

    day: datetime
    place: Place | None = None
    value: str = ""


def found(asked: dict[str, Any], *, clinic: Clinic, at: datetime) -> list[Found]:
    """As many as are asked for, each as near as can be to its day and hour."""
    wish = Wish.of(
        asked["service"],
        clinic=clinic,
        first_day=asked["day"],
        last_day=asked["day"],
        doctors=(asked["doctor"],),
        not_before=asked["clock"],
    )
    offers = search(wish, at=at, enough=1)
    if not offers:
        raise NotAPlace(_("Nothing is free on the first day from that time on."))
    first = offers[0].place
    others = several.sittings(
        first,
        replace(wish, not_before=time.min),
        every_days=asked["every_days"],
        times=asked["times"],
        at=at,
    )
    places = [first, *(offer.place if offer else None for offer in others)]
    return list(_told(places, first.starts_at, timedelta(days=asked["every_days"])))


def _told(
    places: list[Place | None], begins: datetime, pause: timedelta
) -> Iterator[Found]:
    """Each with its day, though nothing is free on it."""
    for number, place in enumerate(places):
        day = place.starts_at if place else begins + pause * number
        yield Found(day, place, placed.query(place) if place else "")
