"""Several appointments agreed in one step: a series, one coming, two that swap."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction

from renxin.booking import agreement, taking, twice
from renxin.booking.kinds import Asked, Through
from renxin.booking.models import Appointment, Rebooking, Series, Service
from renxin.booking.openings import search
from renxin.booking.place_of import place_of
from renxin.booking.terms import Place, Terms
from renxin.booking.wish import Offer, Wish
from renxin.patients.models import Patient
from renxin.rosters.spans import meet
from renxin.staff.models import Staff

# A sitting of a series may be so many days earlier or later than planned.
SLACK_DAYS = 3
# Between two services of one coming the patient waits no longer than this.
LONGEST_WAIT = timedelta(minutes=30)
FIRST_OFFERS = 24


def sittings(
    first: Place, wish: Wish, *, every_days: int, times: int, at: datetime
) -> list[Offer | None]:
    """A place for each further sitting, as near as can be to the day and the hour.

    None stands for a sitting for which nothing is free around its day.
    """
    found: list[Offer | None] = []
    for number in range(1, times):
        day = first.day + timedelta(days=every_days * number)
        slack = timedelta(days=min(SLACK_DAYS, every_days - 1))
        around = replace(wish, first_day=day - slack, last_day=day + slack)
        offers = search(around, at=at, enough=FIRST_OFFERS * 7)
        wanted = first.starts_at + timedelta(days=every_days * number)
        found.append(_nearest(offers, wanted))
    return found


def _nearest(offers: Sequence[Offer], wanted: datetime) -> Offer | None:
    """The same day before another, then the nearest hour."""

    def far(offer: Offer) -> tuple[int, timedelta]:
        days = abs((offer.place.day - offer.place.clinic.day_of(wanted)).days)
        return days, abs(offer.place.starts_at - wanted)

    return min(offers, key=far, default=None)


def one_coming(wishes: Sequence[Wish], *, at: datetime) -> list[Offer]:
    """The soonest day on which one service follows the other with little waiting."""
    first, *others = wishes
    for offer in search(first, at=at, enough=FIRST_OFFERS):
        chain = [offer]
        for wish in others:
            following = _after(chain, wish, at=at)
            if following is None:
                break
            chain.append(following)
        else:
            return chain
    return []


def _after(chain: Sequence[Offer], wish: Wish, *, at: datetime) -> Offer | None:
    """The soonest that follows the last part and needs nothing the others still take.

    A chair that is being cleaned after one part is not free for the next.
    """
    last = chain[-1].place
    # By the clinic's own clock: a wish is asked for in its hours.
    ends = last.ends_at.astimezone(ZoneInfo(last.clinic.zone)).time()
    opens = max(wish.not_before, ends)
    that_day = replace(wish, first_day=last.day, last_day=last.day, not_before=opens)
    for offer in search(that_day, at=at, enough=FIRST_OFFERS):
        if offer.place.starts_at > last.ends_at + LONGEST_WAIT:
            break
        if not any(_clash(offer.place, earlier.place) for earlier in chain):
            return offer
    return None


def _clash(one: Place, other: Place) -> bool:
    return any(
        mine == theirs and meet(for_one, for_other)
        for mine, _as, for_one in one.takes()
        for theirs, _also, for_other in other.takes()
    )


@transaction.atomic
def book_series(
    patient: Patient,
    places: Sequence[Place],
    service: Service,
    *,
    what: str,
    by: Staff | None,
    at: datetime,
) -> Series:
    """All sittings or none."""
    series = Series.objects.create(
        patient=patient, service=service, what=what, made_by=by, made_at=at
    )
    twice.lock([patient])
    taking.lock_all(places)
    for place in places:
        terms = Terms(
            place=place, service=service, through=Through.SERIES, series_id=series.pk
        )
        agreement.book(patient, terms, by=by, at=at)
    return series


@transaction.atomic
def book_together(
    patient: Patient, parts: Sequence[Terms], *, by: Staff | None, at: datetime
) -> list[Appointment]:
    """All services of one coming or none; the others hang on the first."""
    twice.lock([patient])
    taking.lock_all(terms.place for terms in parts)
    made: list[Appointment] = []
    for terms in parts:
        part_of = made[0].pk if made else None
        whole = replace(terms, coming_id=part_of)
        made.append(agreement.book(patient, whole, by=by, at=at))
    return made


@transaction.atomic
def swap(
    one: Appointment,
    other: Appointment,
    *,
    by: Staff | None,
    at: datetime,
    asked_by: Asked = Asked.PATIENT,
) -> list[Rebooking]:
    """Each takes the other's time, doctor and room; both or neither."""
    for appointment in sorted((one, other), key=lambda each: each.pk):
        appointment.have(at=at)
    there, here = _exchanged(one, other), _exchanged(other, one)
    twice.lock((one.patient, other.patient))
    taking.lock_all((there, here))
    for appointment in (one, other):
        appointment.give_back()
    swapped = []
    # The first goes where the other still stands, who may be the same patient.
    for each, place, besides in ((one, there, other.pk), (other, here, None)):
        terms = Terms(place=place, service=each.service, besides_id=besides)
        swapped.append(agreement.relocate(each, terms, by=by, at=at, asked_by=asked_by))
    # Told when both stand: in between, a place looks free that is not.
    for was in swapped:
        agreement.tell_of(was)
    return swapped


def _exchanged(mine: Appointment, theirs: Appointment) -> Place:
    """The other's place, for as long as this appointment lasts."""
    place = place_of(theirs)
    own = place_of(mine)
    return replace(
        place,
        minutes=own.minutes,
        preparation=own.preparation,
        cleanup=own.cleanup,
    )
