"""Every command of the house with a request that carries it out."""

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from renxin.clinics.models import Clinic
from renxin.staff.models import SetupLink
from renxin.staff.roles import Role, rights_of
from tests.cast import employed, enrolled, signed_in
from tests.faults.promise_commands import PROMISES


def house():
    """A clinic with one person in every role and one patient."""
    clinic = Clinic.objects.create(
        name="仁心口腔东院", short_name="东院", code="dongyuan"
    )
    people = {
        role: employed(role.lower(), role.title(), role, clinic) for role in Role.values
    }
    return {
        "clinic": clinic,
        "people": people,
        "patient": enrolled(clinic, "P-1", "王芳"),
        "client": Client,
    }


def permitted(door):
    """A role that may use the door."""
    needed = set(door.access.rights)
    return next(role for role in Role.values if needed <= rights_of(role))


def as_role(world, role, name, data, *args):
    desk = signed_in(Client(), world["people"][role])
    return desk, reverse(name, args=args), data


def first_person(_world):
    """On a house that has people already only a colleague's link is open."""
    secret = SetupLink.issue(at=timezone.now(), staff=_world["people"][Role.GREETER])
    chosen = "a quiet morning in March"
    return (
        Client(),
        reverse("staff:setup", args=[secret]),
        {"password": chosen, "again": chosen},
    )


COMMANDS = {
    "clinics:new": lambda world: as_role(
        world,
        Role.SYSTEM_ADMIN,
        "clinics:new",
        {
            "name": "仁心口腔新城",
            "short_name": "新城",
            "code": "xincheng",
            "zone": "Asia/Shanghai",
        },
    ),
    "clinics:clinic": lambda world: as_role(
        world,
        Role.SYSTEM_ADMIN,
        "clinics:clinic",
        {
            "name": "仁心口腔东",
            "short_name": "东",
            "code": "dongyuan",
            "zone": "Asia/Shanghai",
            "version": world["clinic"].version,
        },
        world["clinic"].pk,
    ),
    "clinics:place": lambda world: as_role(
        world,
        Role.SYSTEM_ADMIN,
        "clinics:place",
        {"name": "1 号椅"},
        world["clinic"].pk,
        "chairs",
    ),
    "staff:theme": lambda world: as_role(
        world, Role.GREETER, "staff:theme", {"theme": "dark"}
    ),
    "staff:language": lambda world: as_role(
        world, Role.GREETER, "staff:language", {"language": "en"}
    ),
    "staff:clinic": lambda world: as_role(
        world, Role.GREETER, "staff:clinic", {"clinic": world["clinic"].pk}
    ),
    "staff:new": lambda world: as_role(
        world,
        Role.SECURITY_ADMIN,
        "staff:new",
        {"name": "何远", "username": "heyuan", "language": "zh-hans"},
    ),
    "staff:work": lambda world: as_role(
        world,
        Role.SECURITY_ADMIN,
        "staff:work",
        {"works_here": "no"},
        world["people"][Role.GREETER].pk,
    ),
    "staff:invitation": lambda world: as_role(
        world,
        Role.SECURITY_ADMIN,
        "staff:invitation",
        {},
        world["people"][Role.GREETER].pk,
    ),
    "staff:posts": lambda world: as_role(
        world,
        Role.SECURITY_ADMIN,
        "staff:posts",
        {"role": Role.CARE, "clinic": world["clinic"].pk},
        world["people"][Role.GREETER].pk,
    ),
    "staff:post_end": lambda world: as_role(
        world,
        Role.SECURITY_ADMIN,
        "staff:post_end",
        {},
        world["people"][Role.GREETER].posts.get().pk,
    ),
    "staff:setup": first_person,
    **PROMISES,
}
