"""A freed place is offered to those who wait: who hears of it, and in what order.

Who is in pain comes first, then who asked first. One is asked at a time, or as many
abreast as the house chose.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import transaction

from renxin.booking import policy
from renxin.booking.facts import PlaceOffered
from renxin.booking.models import WaitlistEntry, WaitlistOffer
from renxin.booking.openings import search
from renxin.booking.terms import Place
from renxin.booking.twice import expected_then
from renxin.booking.wanted import wish_of
from renxin.booking.wish import Offer
from renxin.clinics.models import Clinic
from renxin.rosters.spans import DateTimeTZRange

# So many entries are looked at before a freed place is left to the desk.
LOOKED_AT = 200


@transaction.atomic
def fill(
    clinic: Clinic, freed: DateTimeTZRange, *, at: datetime
) -> list[WaitlistOffer]:
    """Offer what was freed to those whose turn it is."""
    rules = policy.waiting()
    if freed.lower < at + rules.ahead or not asks_now(clinic, at):
        return []
    out = open_offers(clinic, freed)
    made: list[WaitlistOffer] = []
    for entry, offer in candidates(clinic, freed, at=at):
        if out + len(made) >= rules.abreast:
            break
        if is_free_to_hear(entry):
            made.append(_offered(entry, offer.place, at=at))
    return made


def is_free_to_hear(entry: WaitlistEntry) -> bool:
    """Take the row for this transaction, unless another place is just being offered.

    Two places freed at once may find the same person next; the second goes on to
    whoever comes after, without waiting.
    """
    rows = WaitlistEntry.objects.waiting().filter(pk=entry.pk)
    if not rows.select_for_update(of=("self",), skip_locked=True).first():
        return False
    return not WaitlistOffer.objects.open().filter(entry=entry).exists()


def asks_now(clinic: Clinic, at: datetime) -> bool:
    local = at.astimezone(ZoneInfo(clinic.zone)).time()
    return policy.waiting().asks_from <= local < policy.waiting().asks_until


def open_offers(clinic: Clinic, freed: DateTimeTZRange) -> int:
    offers = WaitlistOffer.objects.open().filter(
        entry__clinic=clinic, starts_at__gte=freed.lower, starts_at__lt=freed.upper
    )
    return offers.count()


def candidates(
    clinic: Clinic, freed: DateTimeTZRange, *, at: datetime
) -> Iterator[tuple[WaitlistEntry, Offer]]:
    """In order: those for whom a place is free that begins in the freed time.

    Nobody hears of the same place twice, nor of two places at once.
    """
    day = clinic.day_of(freed.lower)
    heard = WaitlistOffer.objects.filter(
        starts_at__gte=freed.lower, starts_at__lt=freed.upper
    ).values("entry")
    asked = WaitlistOffer.objects.open().values("entry")
    entries = (
        WaitlistEntry.objects.waiting()
        .fitting(clinic, day)
        .exclude(pk__in=heard)
        .exclude(pk__in=asked)
        .select_related("clinic", "service", "doctor", "department", "patient")
        .in_order()[:LOOKED_AT]
    )
    first = freed.lower.astimezone(ZoneInfo(clinic.zone)).time()
    for entry in entries:
        wish = wish_of(entry, day)
        within = replace(wish, not_before=max(wish.not_before, first))
        for offer in search(within, at=at, enough=1):
            if offer.place.starts_at < freed.upper and _can_come(entry, offer, at=at):
                yield entry, offer


def _can_come(entry: WaitlistEntry, offer: Offer, *, at: datetime) -> bool:
    """Whoever is expected elsewhere then is not asked about what they cannot have."""
    besides = [entry.instead_of_id]
    patient, place = entry.patient, offer.place
    return expected_then(patient, place, at=at, besides=besides) is None


def _offered(entry: WaitlistEntry, place: Place, *, at: datetime) -> WaitlistOffer:
    rules = policy.waiting()
    until = min(at + rules.answer_within, place.starts_at - rules.ahead / 2)
    offer = held_out(entry, place, until=until, at=at)
    offer.record(PlaceOffered, by=None, at=at, until=offer.until.isoformat())
    return offer


def held_out(
    entry: WaitlistEntry, place: Place, *, until: datetime, at: datetime
) -> WaitlistOffer:
    if place.doctor is None:
        raise AssertionError("an opening has a doctor")
    offer = WaitlistOffer.objects.create(
        entry=entry,
        starts_at=place.starts_at,
        minutes=place.minutes,
        doctor=place.doctor,
        chair=place.chair,
        offered_at=at,
        until=until,
    )
    offer.assistants.set(place.assistants)
    offer.devices.set(place.devices)
    return offer
