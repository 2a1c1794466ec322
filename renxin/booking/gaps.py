"""Free times to choose from: few, far enough apart to be a choice, the best first."""

from dataclasses import replace
from datetime import datetime, timedelta
from urllib.parse import urlencode

from renxin.booking.asking.asked import Asking
from renxin.booking.openings import ranked, search
from renxin.booking.wish import Offer, Wish

SHOWN = 6
# So many starts are looked through at a time, and so often at most.
MANY, ROUNDS = 48, 4
NOON = 12
DAY = timedelta(days=1)


def found(asking: Asking, *, at: datetime, most: int = SHOWN) -> list[Offer]:
    """Places for what was asked, those with the named first if others will do too."""
    if not asking.is_possible:
        return []
    wish = asking.wish()
    if asking.is_either and asking.doctors:
        named = asking.doctors
        return ranked(wish, named, at=at, enough=most, look=spread)
    return spread(wish, at=at, enough=most)


def spread(wish: Wish, *, at: datetime, enough: int) -> list[Offer]:
    """The first time of each half of a day with each doctor, soonest first.

    A doctor who is free all day would else fill the list alone.
    """
    chosen: dict[tuple[object, ...], Offer] = {}
    first_day = wish.first_day
    for _round in range(ROUNDS):
        offers = search(replace(wish, first_day=first_day), at=at, enough=MANY)
        last = offers[-1].place.day if offers else first_day
        # Of a day that was cut off in the middle, the rest is read the next time.
        is_cut = len(offers) == MANY and last > first_day
        for offer in offers:
            place = offer.place
            half = place.starts_at.hour >= NOON
            if not (is_cut and place.day == last):
                chosen.setdefault((place.day, half, place.doctor), offer)
        if len(chosen) >= enough or len(offers) < MANY:
            break
        first_day = last if is_cut else last + DAY
    return list(chosen.values())[:enough]


def waiting(asking: Asking, *, patient: int | None, instead_of: int | None) -> str:
    """What a place on the waiting list begins with, for an address."""
    who = f"department-{asking.department.pk}" if asking.department else ""
    if len(asking.doctors) == 1 and not asking.department:
        who = f"doctor-{asking.doctors[0].pk}"
    begun = {
        "service": asking.service.pk if asking.service else "",
        "who": who,
        "first_on": asking.first_day,
        "last_on": asking.last_day,
        "weekdays": sorted(asking.weekdays),
        "not_before": f"{asking.not_before:%H:%M}",
        "not_after": f"{asking.not_after:%H:%M}",
        "hurts": "on" if asking.hurts else "",
        "patient": patient or "",
        "instead_of": instead_of or "",
    }
    return urlencode(
        {name: value for name, value in begun.items() if value}, doseq=True
    )
