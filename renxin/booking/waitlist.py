"""The waiting list fills gaps by itself: who hears of a freed place, and in what order.

Who is in pain comes first, then who asked first. One is asked at a time, or as many
abreast as the house chose; whoever says yes first has the place, by the same door as
every other appointment.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import transaction

from renxin.booking import agreement, policy
from renxin.booking.facts import OfferAnswered, PlaceOffered
from renxin.booking.kinds import Answer, How, Left, Through
from renxin.booking.models import Appointment, WaitlistEntry, WaitlistOffer
from renxin.booking.openings import search
from renxin.booking.refusals import NotWaiting, OfferOver
from renxin.booking.terms import Place, Terms
from renxin.booking.wanted import place_of, wish_of
from renxin.booking.wish import Offer
from renxin.clinics.models import Clinic
from renxin.journal import book
from renxin.rosters.spans import DateTimeTZRange
from renxin.staff.models import Staff

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
            if offer.place.starts_at < freed.upper:
                yield entry, offer


def _offered(entry: WaitlistEntry, place: Place, *, at: datetime) -> WaitlistOffer:
    rules = policy.waiting()
    until = min(at + rules.answer_within, place.starts_at - rules.ahead / 2)
    offer = held_out(entry, place, until=until, at=at)
    told = {"until": offer.until.isoformat()}
    _record(PlaceOffered, offer, by=None, at=at, **told)
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


@transaction.atomic
def accept(offer: WaitlistOffer, *, by: Staff | None, at: datetime) -> Appointment:
    """The first yes has the place; a later one hears that it is gone."""
    entry = _have(offer, at=at)
    place = place_of(offer)
    # What they give up is held before any place is locked, as in every move.
    if entry.instead_of_id:
        later = Appointment.objects.select_for_update(of=("self",))
        later.get(pk=entry.instead_of_id)
    through, service = Through.WAITLIST, entry.service
    terms = Terms(place=place, service=service, through=through)
    appointment = agreement.book(entry.patient, terms, by=by, at=at)
    offer.appointment = appointment
    answer(offer, Answer.YES, by=by, at=at)
    for rival in rivals_of(offer):
        answer(rival, Answer.GONE, by=by, at=at)
    entry.leave(Left.BOOKED, by=by, at=at)
    if entry.instead_of and not hasattr(entry.instead_of, "outcome"):
        entry.instead_of.cancel(how=How.CANCELLED_BY_PATIENT, by=by, at=at)
    return appointment


def rivals_of(offer: WaitlistOffer) -> list[WaitlistOffer]:
    """Others who have not answered yet and can no longer have the place."""
    during = place_of(offer).visit
    return list(
        WaitlistOffer.objects.open()
        .filter(doctor=offer.doctor, entry__clinic=offer.entry.clinic)
        .filter(starts_at__gte=during.lower, starts_at__lt=during.upper)
        .select_related("entry__service")
        .select_for_update(of=("self",), skip_locked=True)
    )


@transaction.atomic
def decline(offer: WaitlistOffer, *, by: Staff | None, at: datetime) -> None:
    """They keep their turn; the next in order hears of the place."""
    _have(offer, at=at)
    answer(offer, Answer.NO, by=by, at=at)
    fill(offer.entry.clinic, place_of(offer).visit, at=at)


@transaction.atomic
def let_go(entry_id: int, *, by: Staff | None, at: datetime) -> None:
    """Whoever left the list needs no answer: the next in order hears of the place."""
    offers = WaitlistOffer.objects.open().filter(entry=entry_id)
    for offer in offers.select_for_update(of=("self",), skip_locked=True):
        answer(offer, Answer.NO, by=by, at=at)
        fill(offer.entry.clinic, place_of(offer).visit, at=at)


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
    fill(offer.entry.clinic, place_of(offer).visit, at=at)
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
    _record(OfferAnswered, offer, by=by, at=at, answer=answer)


def _record(
    fact: type[PlaceOffered | OfferAnswered],
    offer: WaitlistOffer,
    *,
    by: Staff | None,
    at: datetime,
    **told: str,
) -> None:
    entry = offer.entry
    book.record(
        fact(
            offer_id=offer.pk,
            entry_id=entry.pk,
            service=entry.service.name,
            starts_at=offer.starts_at.isoformat(),
            clinic_id=entry.clinic_id,
            patient_id=entry.patient_id,
            by_id=by.pk if by else None,
            at=at,
            **told,
        )
    )
