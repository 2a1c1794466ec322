"""What a patient does on a phone, each with a request that carries it out."""

from datetime import datetime, time, timedelta

from django.http import SimpleCookie
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from renxin.booking import agreement
from renxin.booking.models import (
    Appointment,
    Service,
    WaitlistEntry,
    WaitlistOffer,
)
from renxin.booking.terms import Place, Terms
from renxin.clinics.models import Chair
from renxin.patients.models import ContactPoint
from renxin.portal import asked, codes, door
from renxin.portal.handles import handle_of
from renxin.portal.middleware import COOKIE
from renxin.portal.models import Alarm, Key, PhoneSession, Proxy
from renxin.rosters.models import Shift
from renxin.rosters.spans import span
from renxin.staff.roles import Role
from renxin.voice.models import Message, Placed
from tests.cast import enrolled, reached
from tests.faults.advice_commands import handed_over
from tests.faults.asked import as_role
from tests.faults.voice_commands import handed_over as handed_over_message

NUMBER, THEIRS = "+8613812342207", "+8613812342208"


class Phone(Client):
    """A phone that sends again what it sent before, with the cookies it had then."""

    def __init__(self, **cookies):
        super().__init__()
        self.had = cookies

    def post(self, *args, **kwargs):
        self.cookies = SimpleCookie(self.had)
        return super().post(*args, **kwargs)


def in_hand(world, **cookies):
    """Their phone, let in a moment ago."""
    point = reached(world["patient"], NUMBER).contact_point
    secret = PhoneSession.open(point, at=timezone.now())
    world["phone"] = PhoneSession.behind(secret)
    return Phone(**{COOKIE: secret}, **cookies)


def tomorrow(world, hour):
    clinic, doctor = world["clinic"], world["people"][Role.DOCTOR]
    day = timezone.localdate() + timedelta(days=1)
    zone = timezone.get_default_timezone()
    at = datetime.combine(day, time(hour), tzinfo=zone)
    if not Shift.objects.filter(staff=doctor).exists():
        opens, closes = (at.replace(hour=one) for one in (8, 20))
        during = span(opens, closes)
        Shift.objects.create(
            staff=doctor, clinic=clinic, role=Role.DOCTOR, during=during
        )
    chair, _new = Chair.objects.get_or_create(clinic=clinic, name="1 号椅")
    return Place(clinic=clinic, starts_at=at, minutes=40, doctor=doctor, chair=chair)


def filling():
    told = {"name": "补牙", "minutes": 40}
    return Service.objects.get_or_create(code="filling", defaults=told)[0]


def booked(world, **terms):
    whole = Terms(place=tomorrow(world, 14), service=filling(), **terms)
    return agreement.book(world["patient"], whole, by=None, at=timezone.now())


def about(name, told=None, **terms):
    """Something done with an appointment of theirs."""

    def request(world):
        phone, mine = in_hand(world), booked(world, **terms)
        return phone, reverse(f"portal:{name}", args=[handle_of(mine)]), told or {}

    return request


def agreed(world):
    until = timezone.now() + timedelta(minutes=15)
    return about("agreement", held_until=until)(world)


def plain(name, told):
    def request(world):
        return in_hand(world), reverse(f"portal:{name}"), told

    return request


def held(world):
    phone = in_hand(world)
    what = filling().code
    token = asked.token_of(tomorrow(world, 10), world["phone"], what=what)
    told = {"service": what, "place": token}
    return phone, reverse("portal:hold"), told


def moved(world):
    phone, mine = in_hand(world), booked(world)
    what = handle_of(mine)
    token = asked.token_of(tomorrow(world, 10), world["phone"], what=what)
    return phone, reverse("portal:move", args=[what]), {"place": token}


def chosen(world):
    handle = handle_of(world["patient"])
    return in_hand(world), reverse("portal:choose"), {"patient": handle}


def asked_for(number):
    challenge = codes.ask(number, address="10.0.0.1", language="en", at=timezone.now())
    return challenge, Message.objects.latest("pk").hidden()["code"]


def came_in(world):
    reached(world["patient"], NUMBER)
    challenge, code = asked_for(NUMBER)
    return Phone(phone_code=challenge), reverse("portal:code"), {"code": code}


def registered(world):
    """Somebody new, with a namesake on file so that the desk hears of it."""
    point = ContactPoint.phone(THEIRS)
    secret = PhoneSession.open(point, at=timezone.now(), address="10.0.0.1")
    clinic = handle_of(world["clinic"])
    told = {"name": world["patient"].name, "clinic": clinic, "agreed": "on"}
    return Phone(**{COOKIE: secret}), reverse("portal:newcomer"), told


def let(world):
    reached(enrolled(world["clinic"], "P-2", "王建国"), THEIRS)
    challenge, code = asked_for(THEIRS)
    phone = in_hand(world, family_code=challenge)
    return phone, reverse("portal:family_code"), {"code": code}


def let_no_more(world):
    phone, father = in_hand(world), enrolled(world["clinic"], "P-2", "王建国")
    Proxy.give(father, world["phone"].contact_point, at=timezone.now())
    handle = handle_of(Proxy.objects.get())
    return phone, reverse("portal:family_end", args=[handle]), {}


def by_link(world):
    secret = Key.make(Key.Kind.LINK, world["patient"], None, at=timezone.now())
    return Phone(), reverse("portal:link", args=[secret]), {}


def key_taken_back(world):
    phone = in_hand(world)
    Key.make(Key.Kind.FEED, world["patient"], None, at=timezone.now())
    handle = handle_of(Key.objects.get())
    return phone, reverse("portal:key", args=[handle]), {}


def entry(world):
    day = timezone.localdate()
    return WaitlistEntry.objects.create(
        patient=world["patient"],
        clinic=world["clinic"],
        service=filling(),
        first_on=day,
        last_on=day + timedelta(days=7),
        weekdays=list(range(7)),
        made_at=timezone.now(),
    )


def waits_no_more(world):
    phone, handle = in_hand(world), handle_of(entry(world))
    return phone, reverse("portal:wait_no_more", args=[handle]), {}


def took_it(world):
    phone, now, place = in_hand(world), timezone.now(), tomorrow(world, 11)
    offer = WaitlistOffer.objects.create(
        entry=entry(world),
        starts_at=place.starts_at,
        minutes=40,
        doctor=place.doctor,
        chair=place.chair,
        offered_at=now,
        until=now + timedelta(minutes=30),
    )
    handle = handle_of(offer)
    return phone, reverse("portal:offer", args=[handle]), {"answer": "yes"}


def waits(world):
    told = {"service": filling().code, "weeks": "2"}
    return in_hand(world), reverse("portal:wait"), told


def is_here(world):
    phone, now = in_hand(world), timezone.now()
    mine = Appointment.objects.create(
        patient=world["patient"], clinic=world["clinic"], starts_at=now, minutes=30
    )
    token = door.token_of(world["clinic"], at=now)
    told = {"appointment": handle_of(mine)}
    return phone, reverse("portal:door", args=[token]), told


def asked_to_come_in(world):
    reached(world["patient"], NUMBER)
    return Phone(), reverse("portal:sign_in"), {"number": "13812342207"}


def looked_into(world):
    now = timezone.now()
    alarm = Alarm.objects.create(clinic=world["clinic"], day=now.date(), at=now)
    told = {"found": "义诊日"}
    return as_role(world, Role.SECURITY_ADMIN, "portal:clearance", told, alarm.pk)


def screen_set_up(world):
    return as_role(world, Role.GREETER, "portal:door_sheet", {})


def advice_read(world):
    phone, given = in_hand(world), handed_over(world)
    return phone, reverse("portal:advice_read", args=[handle_of(given)]), {}


def message_read(world):
    phone, doubt = in_hand(world), handed_over_message(world)
    told = {"channel": "inbox", "words": "…", "at": timezone.now()}
    placed = Placed.objects.create(message=doubt.message, **told)
    return phone, reverse("portal:inbox_read", args=[handle_of(placed)]), {}


PORTAL = {
    "portal:inbox_read": message_read,
    "portal:advice_read": advice_read,
    "portal:door_sheet": screen_set_up,
    "portal:clearance": looked_into,
    "portal:sign_in": asked_to_come_in,
    "portal:code": came_in,
    "portal:newcomer": registered,
    "portal:out": plain("out", {}),
    "portal:choose": chosen,
    "portal:hold": held,
    "portal:agreement": agreed,
    "portal:confirmation": about("confirmation"),
    "portal:move": moved,
    "portal:cancel": about("cancel", {"why": "ILL"}),
    "portal:wait": waits,
    "portal:wait_no_more": waits_no_more,
    "portal:offer": took_it,
    "portal:family_new": plain("family_new", {"number": "13812342208"}),
    "portal:family_code": let,
    "portal:family_end": let_no_more,
    "portal:feeds": plain("feeds", {}),
    "portal:key": key_taken_back,
    "portal:link": by_link,
    "portal:door": is_here,
}
