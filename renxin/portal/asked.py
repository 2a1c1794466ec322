"""What a patient looks for, as the form of the phone asks it, and what it finds."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from cryptography.exceptions import InvalidTag
from django.db.models import Q
from django.http import QueryDict

from renxin.booking.models import Appointment, Service
from renxin.booking.openings import ranked, search
from renxin.booking.place_of import place_of
from renxin.booking.terms import Place
from renxin.booking.wish import Offer, Wish
from renxin.clinics.models import Chair, Clinic, Equipment
from renxin.desk.sealing import seal, unseal
from renxin.portal import policy
from renxin.portal.handles import handle_of
from renxin.portal.models import PhoneSession
from renxin.portal.refusals import NotOffered
from renxin.rosters.models import Shift
from renxin.rosters.spans import span
from renxin.staff.models import Staff
from renxin.staff.roles import Role

NOON = time(12)
# As many as three days of one doctor have, or one day of a few.
MANY = 144
PARTS = {"morning": (time(0), NOON), "afternoon": (NOON, time(23, 59, 59))}


@dataclass(frozen=True)
class Asked:
    """Which service, with whom, from which day on, at what time of day."""

    service: Service | None = None
    doctor: Staff | None = None
    part: str = ""
    first_day: date | None = None


def services(*, on: date) -> list[Service]:
    """What patients may book for themselves."""
    given = Service.objects.filter(is_offered=True).filter(
        Q(ended_on=None) | Q(ended_on__gt=on)
    )
    return list(given.order_by("minutes", "name"))


def doctors(clinic: Clinic, *, at: datetime) -> list[Staff]:
    """Who has a shift there in the time that can be booked."""
    ahead = span(at, at + timedelta(days=policy.booking().days_ahead))
    shifts = Shift.objects.filter(
        clinic=clinic, role=Role.DOCTOR, during__overlap=ahead
    )
    here = Staff.objects.filter(pk__in=shifts.values("staff"), is_active=True)
    return list(here.order_by("name", "pk"))


def read(given: QueryDict, clinic: Clinic, *, at: datetime) -> Asked:
    """What the form says; what it may not say is left out."""
    code, who = given.get("service", ""), given.get("doctor", "")
    service = next(
        (one for one in services(on=clinic.day_of(at)) if one.code == code), None
    )
    chosen = doctors(clinic, at=at) if who else []
    doctor = next((one for one in chosen if handle_of(one) == who), None)
    part = given.get("part", "")
    return Asked(service, doctor, part if part in PARTS else "", _day(given))


def _day(given: QueryDict) -> date | None:
    try:
        return date.fromisoformat(given.get("from", ""))
    except ValueError:
        return None


def times(asked: Asked, clinic: Clinic, *, at: datetime) -> list[Offer]:
    """Free places, soonest first; with the doctor asked for before any other."""
    if asked.service is None:
        return []
    days = {"first_day": clinic.day_of(at), "last_day": _last_day(clinic, at)}
    wish = _bounded(Wish.of(asked.service, clinic=clinic, **days), asked)
    named = (asked.doctor,) if asked.doctor else ()
    return _found(wish, named, at=at)


def times_instead(
    appointment: Appointment, asked: Asked, *, at: datetime
) -> list[Offer]:
    """Where else the appointment could be: as long as it is, with the same doctor."""
    place, clinic = place_of(appointment), appointment.clinic
    days = {"first_day": clinic.day_of(at), "last_day": _last_day(clinic, at)}
    wish = Wish.like(place, **days)
    named = (place.doctor,) if place.doctor else ()
    return _found(_bounded(wish, asked), named, at=at)


def _found(wish: Wish, named: tuple[Staff, ...], *, at: datetime) -> list[Offer]:
    most = policy.booking().offers
    if named:
        return ranked(wish, named, at=at, enough=most, look=over_days)
    return over_days(wish, at=at, enough=most)


def over_days(wish: Wish, *, at: datetime, enough: int) -> list[Offer]:
    """A few times of each day, and each time once: no day fills the page alone."""
    found: list[Offer] = []
    first_day = wish.first_day
    while len(found) < enough:
        offers = search(replace(wish, first_day=first_day), at=at, enough=MANY)
        days = _each_time_once(offers, soonest=policy.booking().soonest(at))
        last = offers[-1].place.day if offers else first_day
        # Of a day that was cut off in the middle, the rest is read the next time.
        is_cut = len(offers) == MANY and last > offers[0].place.day
        for day, times in days.items():
            if not (is_cut and day == last):
                found += _spaced(times, policy.booking().of_one_day)
        if len(offers) < MANY:
            break
        first_day = last if is_cut else last + timedelta(days=1)
    return found[:enough]


def _each_time_once(
    offers: list[Offer], *, soonest: datetime
) -> dict[date, list[Offer]]:
    days: dict[date, dict[datetime, Offer]] = {}
    for offer in offers:
        place = offer.place
        if place.starts_at >= soonest:
            days.setdefault(place.day, {}).setdefault(place.starts_at, offer)
    return {day: list(times.values()) for day, times in days.items()}


def _spaced(offers: list[Offer], most: int) -> list[Offer]:
    """So many of them, from the first to the last as evenly as can be."""
    if len(offers) <= most:
        return offers
    return [offers[place * len(offers) // most] for place in range(most)]


def _last_day(clinic: Clinic, at: datetime) -> date:
    return clinic.day_of(at) + timedelta(days=policy.booking().days_ahead)


def _bounded(wish: Wish, asked: Asked) -> Wish:
    first = max(wish.first_day, asked.first_day or wish.first_day)
    opens, closes = PARTS.get(asked.part, (wish.not_before, wish.not_after))
    return replace(wish, first_day=first, not_before=opens, not_after=closes)


def by_day(
    offers: Iterable[Offer], phone: PhoneSession, *, what: str
) -> list[dict[str, object]]:
    """The places under their days, each with what the form sends back for it."""
    days: dict[date, list[dict[str, object]]] = {}
    for offer in sorted(offers, key=lambda one: one.place.starts_at):
        chosen = {"offer": offer, "token": token_of(offer.place, phone, what=what)}
        days.setdefault(offer.place.day, []).append(chosen)
    return [{"day": day, "times": found} for day, found in days.items()]


def token_of(place: Place, phone: PhoneSession, *, what: str) -> str:
    """The place, sealed for this phone and for what it was looked for.

    Nobody can ask for a place we did not offer, nor put an implant into the quarter
    of an hour that was offered for a check.
    """
    told = {
        "clinic": place.clinic.pk,
        "at": place.starts_at.isoformat(),
        "minutes": place.minutes,
        "doctor": place.doctor.pk if place.doctor else None,
        "chair": place.chair.pk if place.chair else None,
        "assistants": [one.pk for one in place.assistants],
        "devices": [one.pk for one in place.devices],
        "around": [place.preparation.total_seconds(), place.cleanup.total_seconds()],
    }
    sealed = seal(json.dumps(told), place=_sealed_at(phone, what))
    return urlsafe_b64encode(sealed).decode()


def place_behind(token: str, phone: PhoneSession, *, what: str) -> Place:
    try:
        sealed = urlsafe_b64decode(token)
        told = json.loads(unseal(sealed, place=_sealed_at(phone, what)))
    except (NotBase64, ValueError, InvalidTag):
        raise NotOffered from None
    before, after = (timedelta(seconds=one) for one in told["around"])
    people = Staff.objects.in_bulk([told["doctor"] or 0, *told["assistants"]])
    devices = Equipment.objects.filter(pk__in=told["devices"])
    return Place(
        clinic=Clinic.objects.get(pk=told["clinic"]),
        starts_at=datetime.fromisoformat(told["at"]),
        minutes=told["minutes"],
        doctor=people.get(told["doctor"]),
        chair=Chair.objects.filter(pk=told["chair"]).first(),
        assistants=tuple(people[pk] for pk in told["assistants"]),
        devices=tuple(devices),
        preparation=before,
        cleanup=after,
    )


def _sealed_at(phone: PhoneSession, what: str) -> str:
    return f"portal.place.{phone.pk}.{what}"
