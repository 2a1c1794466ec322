"""What changes the house itself: its clinics, its people, and one's own desk."""

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from renxin.staff import proposing
from renxin.staff.models import SetupLink
from renxin.staff.roles import Role
from tests.faults.asked import as_role


def of_clinics(name, data, *args):
    def request(world):
        clinic = world["clinic"]
        told = data | ({"version": clinic.version} if name == "clinics:clinic" else {})
        places = [clinic.pk, *args] if name != "clinics:new" else []
        return as_role(world, Role.SYSTEM_ADMIN, name, told, *places)

    return request


def of_oneself(name, data):
    return lambda world: as_role(world, Role.GREETER, name, data(world))


def of_staff(name, data, whom=lambda greeter: greeter.pk):
    def request(world):
        person = whom(world["people"][Role.GREETER])
        places = [] if person is None else [person]
        return as_role(world, Role.SECURITY_ADMIN, name, data(world), *places)

    return request


def a_second_person(world):
    """A manager confirms what a security administrator proposed."""
    people = world["people"]
    proposal = proposing.propose(
        people[Role.GREETER],
        Role.MANAGER,
        clinic=world["clinic"],
        by=people[Role.SECURITY_ADMIN],
        at=timezone.now(),
    )
    return as_role(world, Role.MANAGER, "staff:decision", {"say": "yes"}, proposal.pk)


def a_colleagues_link(world):
    """On a house that has people already only a colleague's link is open."""
    secret = SetupLink.issue(at=timezone.now(), staff=world["people"][Role.GREETER])
    chosen = "a quiet morning in March"
    return (
        Client(),
        reverse("staff:setup", args=[secret]),
        {"password": chosen, "again": chosen},
    )


CLINIC = {"name": "仁心口腔新城", "short_name": "新城", "zone": "Asia/Shanghai"}
NEWCOMER = {"name": "何远", "username": "heyuan", "language": "zh-hans"}

HOUSE = {
    "clinics:new": of_clinics("clinics:new", CLINIC | {"code": "xincheng"}),
    "clinics:clinic": of_clinics("clinics:clinic", CLINIC | {"code": "dongyuan"}),
    "clinics:place": of_clinics("clinics:place", {"name": "1 号椅"}, "chairs"),
    "staff:theme": of_oneself("staff:theme", lambda _world: {"theme": "dark"}),
    "staff:language": of_oneself("staff:language", lambda _world: {"language": "en"}),
    "staff:clinic": of_oneself(
        "staff:clinic", lambda world: {"clinic": world["clinic"].pk}
    ),
    "staff:new": of_staff("staff:new", lambda _world: NEWCOMER, lambda _one: None),
    "staff:work": of_staff("staff:work", lambda _world: {"works_here": "no"}),
    "staff:invitation": of_staff("staff:invitation", lambda _world: {}),
    "staff:posts": of_staff(
        "staff:posts", lambda world: {"role": Role.CARE, "clinic": world["clinic"].pk}
    ),
    "staff:post_end": of_staff(
        "staff:post_end", lambda _world: {}, lambda greeter: greeter.posts.get().pk
    ),
    "staff:decision": a_second_person,
    "staff:setup": a_colleagues_link,
}
