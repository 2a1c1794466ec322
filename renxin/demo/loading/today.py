"""A living desk: who came today, who moved, who waits, and what is still open."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import partial
from random import Random

from django.db import transaction

from renxin.booking import agreement, keeping
from renxin.booking.kinds import Asked, Door, How, Through, Way, Why
from renxin.booking.models import Appointment, Occupation, Service, WaitlistEntry
from renxin.booking.openings import search
from renxin.booking.place_of import moved, place_of
from renxin.booking.terms import Terms
from renxin.booking.wish import EVERY_DAY, Wish
from renxin.clinics.clock import moment
from renxin.clinics.models import Clinic, Equipment
from renxin.demo.day.hours import Hours
from renxin.demo.day.people import People
from renxin.desk.refusal import Refusal
from renxin.patients.models import Patient
from renxin.rosters.spans import span
from renxin.staff.models import Post, Staff
from renxin.staff.roles import Role
from renxin.visits.models import Visit

EARLY, LATE = timedelta(minutes=7), timedelta(minutes=30)
ONE_LATE_OF, ONE_MISSED_OF, ONE_CANCELLED_OF, ONE_MOVED_OF = 3, 11, 17, 19
CONFIRMED_OF_THREE = 2
HELD_FOR = timedelta(hours=3)
HELD = 3
UPKEEP = (12 * 60 + 30, 13 * 60 + 30)
# Whether it hurts, the first hour, the last hour, and a word of theirs.
WISHES = (
    (False, 8, 12, "只能上午来"),
    (True, 8, 21, "牙疼，夜里睡不着"),
    (False, 17, 21, "下班以后"),
    (False, 8, 21, "能早一天是一天"),
    (False, 14, 18, ""),
    (False, 8, 21, "孩子放学后更好"),
)
A_DAY, FAR, WAITS_FOR = timedelta(days=1), timedelta(days=5), timedelta(days=12)
FIVE_MINUTES = timedelta(minutes=5)


@dataclass(frozen=True)
class Shop:
    """One clinic's desk at this moment, and who acts there."""

    clinic: Clinic
    greeter: Staff
    manager: Staff
    now: datetime

    def due(self) -> list[Appointment]:
        """Whoever is expected at a time that was agreed here, the soonest first."""
        kept = Occupation.objects.filter(appointment__isnull=False)
        taken = kept.values("appointment")
        return list(
            Appointment.objects.due()
            .firm()
            .filter(clinic=self.clinic, pk__in=taken)
            .select_related("patient", "clinic", "doctor", "service")
            .order_by("starts_at", "pk")
        )


def live(*, now: datetime) -> None:
    """What has happened at each desk by now, by the same verbs as tomorrow."""
    manager = of_role(None, Role.MANAGER)
    for clinic in Clinic.objects.order_by("pk"):
        shop = Shop(clinic, of_role(clinic, Role.GREETER), manager, now)
        _receive(shop)
        _walk(shop)
        _confirm(shop)
        _wait(shop)
        _change(shop)
        _hold(shop)
        _overbook(shop)
        _keep(shop)


def of_role(clinic: Clinic | None, role: str) -> Staff:
    posts = Post.objects.filter(role=role).order_by("staff").select_related("staff")
    here = posts.filter(clinic=clinic) if clinic else posts
    return (here or posts)[0].staff


def _receive(shop: Shop) -> None:
    """Most came a little early; some are late; a few did not come."""
    over = [one for one in shop.due() if one.starts_at <= shop.now]
    for number, one in enumerate(over):
        if number % ONE_MISSED_OF == ONE_MISSED_OF - 1:
            if one.starts_at + LATE <= shop.now:
                one.miss(by=shop.greeter, at=one.starts_at + LATE)
        elif number % ONE_LATE_OF or one.starts_at + LATE <= shop.now:
            arrived = one.starts_at - EARLY + timedelta(minutes=number % 5)
            one.arrive(door=Door.DESK, by=shop.greeter, at=arrived)


def _walk(shop: Shop) -> None:
    """Whoever came is somewhere in the house by now, or has left it again."""
    hours = Hours(People.of(shop.clinic), Random(shop.clinic.pk))  # noqa: S311  a play
    for visit in Visit.objects.at(shop.clinic).under_way().order_by("pk"):
        hours.expect(visit, at=visit.began_at)
    hours.run_until(shop.now)


def _confirm(shop: Shop) -> None:
    soon = shop.now + timedelta(hours=36)
    ahead = [one for one in shop.due() if shop.now < one.starts_at <= soon]
    for number, one in enumerate(ahead):
        if number % 3 < CONFIRMED_OF_THREE:
            at = shop.now - timedelta(minutes=10 + number)
            way = Way.PHONE if number % 2 else Way.MESSAGE
            one.confirm(way=way, by=shop.greeter, at=at)


def _change(shop: Shop) -> None:
    """A few call off, a few come another day; what they leave is offered on."""
    tomorrow = shop.clinic.day_of(shop.now) + A_DAY
    ahead = [one for one in shop.due() if one_day(shop, one) >= tomorrow]
    for number, one in enumerate(ahead):
        if number % ONE_CANCELLED_OF == 1:
            one.cancel(
                how=How.CANCELLED_BY_PATIENT,
                why=(Why.TIME, Why.ILL, Why.BETTER)[number % 3],
                by=shop.greeter,
                at=shop.now - FIVE_MINUTES,
            )
        elif number % ONE_MOVED_OF == 0:
            _move(shop, one)


def one_day(shop: Shop, appointment: Appointment) -> date:
    return shop.clinic.day_of(appointment.starts_at)


def _move(shop: Shop, appointment: Appointment) -> None:
    """To the same doctor, some days later."""
    day = one_day(shop, appointment)
    if not (appointment.service and appointment.doctor):
        return
    wish = replace(
        _wish(shop, appointment.service, day + A_DAY, day + WAITS_FOR),
        doctors=(appointment.doctor,),
    )
    for offer in search(wish, at=shop.now, enough=1):
        place = offer.place
        there = moved(
            appointment,
            starts_at=place.starts_at,
            chair=place.chair,
            assistants=place.assistants,
        )
        move = partial(agreement.move, appointment, there, by=shop.greeter)
        at = shop.now - FIVE_MINUTES
        _try(partial(move, at=at, asked_by=Asked.PATIENT, reason="临时出差"))


def _wish(shop: Shop, service: Service, first: date, last: date) -> Wish:
    return Wish.of(service, clinic=shop.clinic, first_day=first, last_day=last)


def _try(act: Callable[[], object]) -> None:
    """A desk that is refused goes on with the next."""
    try:
        with transaction.atomic():
            act()
    except Refusal:
        return


def _wait(shop: Shop) -> None:
    """Those who have a time further off and would rather come sooner."""
    today = shop.clinic.day_of(shop.now)
    far = [one for one in shop.due() if one_day(shop, one) > today + FAR]
    shift = 3 * (shop.clinic.pk % 2)
    wishes = WISHES[shift : shift + 3]
    for (hurts, first, last, note), one in zip(wishes, far[::2], strict=False):
        entry = WaitlistEntry(
            patient=one.patient,
            clinic=shop.clinic,
            service=one.service,
            doctor=None if hurts else one.doctor,
            hurts=hurts,
            first_on=today,
            last_on=one_day(shop, one),
            weekdays=sorted(EVERY_DAY),
            not_before=time(first),
            not_after=time(last),
            through=Through.DESK,
            note=note,
            instead_of=one,
        )
        at = shop.now - timedelta(hours=2 + first)
        WaitlistEntry.add(entry, by=shop.greeter, at=at)


def _hold(shop: Shop) -> None:
    """Somebody on the phone page has asked for a place and not yet agreed."""
    service = Service.objects.filter(code="prophylaxis").first()
    if service is None:
        return
    first = shop.clinic.day_of(shop.now) + A_DAY
    offers = search(_wish(shop, service, first, first + FAR), at=shop.now, enough=9)
    people = Patient.objects.filter(
        enrolments__clinic=shop.clinic, appointments=None, died_on=None
    ).order_by("-pk")
    for offer, patient in zip(offers[::4][:HELD], people[:HELD], strict=False):
        terms = Terms(
            place=offer.place,
            service=service,
            through=Through.PORTAL,
            held_until=shop.now + HELD_FOR,
        )
        agree = partial(agreement.book, patient, terms, by=None, at=shop.now)
        _try(agree)


def _overbook(shop: Shop) -> None:
    """Pain does not wait for a gap: the manager books over, and says why."""
    today = shop.clinic.day_of(shop.now)
    ahead = [one for one in shop.due() if one_day(shop, one) > today]
    waiting = WaitlistEntry.objects.waiting().filter(clinic=shop.clinic).in_order()
    for one, entry in zip(ahead[2:3], waiting[:1], strict=False):
        place = replace(place_of(one), assistants=(), devices=())
        terms = Terms(place=place, service=one.service, over="急性牙髓炎，当日无空位")
        book = partial(agreement.book, entry.patient, terms)
        _try(partial(book, by=shop.manager, at=shop.now))


def _keep(shop: Shop) -> None:
    """An hour of a device for its upkeep, the day after tomorrow."""
    day = shop.clinic.day_of(shop.now) + 2 * A_DAY
    first, last = (moment(day, minute, shop.clinic.zone) for minute in UPKEEP)
    device = Equipment.objects.filter(clinic=shop.clinic).order_by("pk").first()
    if device:
        keep = partial(keeping.keep, device, shop.clinic, span(first, last))
        _try(partial(keep, purpose="例行保养", by=shop.manager, at=shop.now))
