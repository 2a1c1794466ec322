"""What a desk does in the calendar, each with a request that carries it out."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from renxin.booking import keeping
from renxin.booking.agreement import book
from renxin.booking.models import Service
from renxin.booking.terms import Place, Terms
from renxin.clinics.models import Chair, Equipment
from renxin.rosters.models import Shift
from renxin.rosters.spans import span
from renxin.staff.roles import Role
from tests.faults.asked import as_role

PURPOSE = "设备保养"


def tomorrow(clinic, hour):
    day = clinic.day_of(timezone.now()) + timedelta(days=1)
    return datetime.combine(day, time(hour), ZoneInfo(clinic.zone))


def morning(world):
    """A doctor at work tomorrow, a chair and a service."""
    clinic, doctor = world["clinic"], world["people"][Role.DOCTOR]
    hours = span(tomorrow(clinic, 8), tomorrow(clinic, 18))
    Shift.objects.create(staff=doctor, clinic=clinic, role=Role.DOCTOR, during=hours)
    return {
        "doctor": doctor,
        "chair": Chair.objects.create(clinic=clinic, name="1 号椅"),
        "service": Service.objects.create(code="filling", name="补牙", minutes=40),
    }


def booked(world, **terms):
    there = morning(world)
    place = Place(
        clinic=world["clinic"],
        starts_at=tomorrow(world["clinic"], 10),
        minutes=40,
        doctor=there["doctor"],
        chair=there["chair"],
    )
    agreed = Terms(place=place, service=there["service"], **terms)
    return book(world["patient"], agreed, by=None, at=timezone.now())


def about(name, data):
    """A command on one appointment, from the screen that shows it."""

    def request(world):
        appointment = booked(world)
        told = data(world) | {"version": appointment.version}
        return as_role(world, Role.GREETER, name, told, appointment.pk)

    return request


def held(world):
    request = booked(world, held_until=tomorrow(world["clinic"], 9))
    told = {"version": request.version}
    return as_role(world, Role.GREETER, "booking:agreement", told, request.pk)


def an_hour_ago(world):
    appointment = booked(world)
    appointment.starts_at = timezone.now() - timedelta(hours=1)
    appointment.save()
    return appointment


def missed(world):
    """Nobody came."""
    appointment = an_hour_ago(world)
    told = {"version": appointment.version, "why": "FORGOT"}
    return as_role(world, Role.GREETER, "booking:absence", told, appointment.pk)


def arrived(world):
    """An hour late, but here."""
    appointment = an_hour_ago(world)
    told = {"version": appointment.version}
    return as_role(world, Role.GREETER, "booking:arrival", told, appointment.pk)


def agreed(world):
    there = morning(world)
    told = {
        "patient": world["patient"].pk,
        "service": there["service"].pk,
        "doctor": there["doctor"].pk,
        "chair": there["chair"].pk,
    }
    return as_role(world, Role.GREETER, "booking:new", told | at(world, 10))


def at(world, hour):
    starts_at = tomorrow(world["clinic"], hour)
    return {"day": f"{starts_at:%Y-%m-%d}", "clock": f"{hour}:00", "minutes": 40}


def device(world):
    return Equipment.objects.create(clinic=world["clinic"], name="CBCT 1")


def kept_free(world):
    told = {"what": f"device-{device(world).pk}", "purpose": PURPOSE} | at(world, 14)
    return as_role(world, Role.MANAGER, "booking:keep", told)


def given_back(world):
    clinic = world["clinic"]
    kept = keeping.keep(
        device(world),
        clinic,
        span(tomorrow(clinic, 14), tomorrow(clinic, 15)),
        purpose=PURPOSE,
        by=world["people"][Role.MANAGER],
        at=timezone.now(),
    )
    return as_role(world, Role.MANAGER, "booking:kept", {}, kept.pk)


ROOT_CANAL = {
    "name": "根管",
    "code": "root",
    "minutes": 50,
    "preparation_minutes": 0,
    "cleanup_minutes": 5,
    "assistants": 1,
}


def of_service(name, data):
    def request(world):
        service = Service.objects.create(code="filling", name="补牙", minutes=40)
        told = data | {"version": service.version}
        return as_role(world, Role.SYSTEM_ADMIN, name, told, service.pk)

    return request


def nothing(_world):
    return {}


BOOKING = {
    "booking:new": agreed,
    "booking:rebooking": about("booking:rebooking", lambda world: at(world, 15)),
    "booking:agreement": held,
    "booking:confirmation": about("booking:confirmation", nothing),
    "booking:arrival": arrived,
    "booking:cancellation": about(
        "booking:cancellation",
        lambda _world: {"how": "CANCELLED_BY_PATIENT", "why": "ILL"},
    ),
    "booking:absence": missed,
    "booking:keep": kept_free,
    "booking:kept": given_back,
    "booking:service_new": lambda world: as_role(
        world, Role.SYSTEM_ADMIN, "booking:service_new", ROOT_CANAL
    ),
    "booking:service": of_service("booking:service", ROOT_CANAL),
    "booking:service_end": of_service("booking:service_end", {}),
}
