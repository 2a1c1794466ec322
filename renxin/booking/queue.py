"""Who waits at a clinic, in order, and which place would fit each of them."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import islice

from renxin.booking.models import WaitlistEntry, WaitlistOffer
from renxin.booking.openings import search
from renxin.booking.terms import Place
from renxin.booking.wanted import in_short, wish_of
from renxin.clinics.models import Clinic

SHOWN = 12
# A place is looked for only for the first few: each look reads the day anew.
LOOKED_FOR = 6
PLACES = 5


@dataclass(frozen=True)
class Waiting:
    """One who waits: their wish in words, how long, and what could be done now."""

    entry: WaitlistEntry
    words: str
    days: int
    offer: WaitlistOffer | None = None
    place: Place | None = None


@dataclass(frozen=True)
class Queue:
    rows: list[Waiting]
    total: int

    @property
    def offered(self) -> list[Waiting]:
        """Those who are asked just now, whoever has to answer first at the top."""
        asked = [row for row in self.rows if row.offer]
        return sorted(asked, key=lambda row: row.offer.until if row.offer else None)  # type: ignore[arg-type, return-value]

    @property
    def others(self) -> list[Waiting]:
        return [row for row in self.rows if not row.offer]


def queue(clinic: Clinic, day: date, *, at: datetime) -> Queue:
    """The list, with a place of that day for the first whom one would fit."""
    everybody = WaitlistEntry.objects.waiting().filter(clinic=clinic)
    entries = list(
        everybody.select_related(
            "patient", "clinic", "service", "doctor", "department"
        ).in_order()[:SHOWN]
    )
    offers = {
        one.entry_id: one
        for one in WaitlistOffer.objects.open()
        .filter(entry__clinic=clinic)
        .select_related("doctor", "chair", "entry__patient")
    }
    places = _places(
        [one for one in entries if one.pk not in offers], clinic, day, at=at
    )
    rows = [
        Waiting(
            entry=one,
            words=in_short(one, clinic.day_of(at)),
            days=(clinic.day_of(at) - clinic.day_of(one.made_at)).days,
            offer=offers.get(one.pk),
            place=places.get(one.pk),
        )
        for one in entries
    ]
    return Queue(rows, everybody.count())


def _places(
    entries: list[WaitlistEntry], clinic: Clinic, day: date, *, at: datetime
) -> dict[int, Place]:
    if day < clinic.day_of(at):
        return {}
    fitting = (
        one
        for one in entries
        if one.first_on <= day <= one.last_on and day.weekday() in one.weekdays
    )
    found = {}
    for one in islice(fitting, LOOKED_FOR):
        for offer in search(wish_of(one, day), at=at, enough=1):
            found[one.pk] = offer.place
    return found


def places_for(entry: WaitlistEntry, *, at: datetime) -> list[Place]:
    """The next places that fit, on any of their days, each on a day of its own."""
    wish = wish_of(entry, entry.last_on)
    day = max(entry.first_on, entry.clinic.day_of(at))
    found: list[Place] = []
    while day <= entry.last_on and len(found) < PLACES:
        later = replace(wish, first_day=day)
        offers = search(later, at=at, enough=1)
        if not offers:
            break
        found.append(offers[0].place)
        day = offers[0].place.day + timedelta(days=1)
    return found
