"""Who can keep a promise at a clinic: the colleagues and the roles to choose from."""

from collections.abc import Iterator
from datetime import date

from renxin.clinics.models import Clinic
from renxin.promises.models import Promise
from renxin.promises.terms import RIGHT
from renxin.staff.models import Post, Staff
from renxin.staff.roles import Role, rights_of

PERSON, ROLE = "person", "role"
ROLES = tuple(role for role in Role if RIGHT in rights_of(role))


def colleagues(clinic: Clinic, *, on: date) -> list[Staff]:
    """Everyone who works at the clinic that day in a role that keeps promises."""
    posts = Post.objects.at(clinic).held_on(on)
    posts = posts.filter(role__in=ROLES, staff__is_active=True)
    people = {post.staff_id: post.staff for post in posts.select_related("staff")}
    return sorted(people.values(), key=lambda person: person.name)


def choices(clinic: Clinic, *, me: Staff, on: date) -> Iterator[tuple[str, str]]:
    """The person asking first, then the roles, then the colleagues."""
    yield f"{PERSON}:{me.pk}", me.name
    for role in ROLES:
        yield f"{ROLE}:{role.value}", str(role.label)
    for person in colleagues(clinic, on=on):
        if person != me:
            yield f"{PERSON}:{person.pk}", person.name


def value_of(promise: Promise) -> str:
    """Whose it is now, as the choices name them."""
    if promise.owner_id:
        return f"{PERSON}:{promise.owner_id}"
    return f"{ROLE}:{promise.owner_role}"


def chosen(value: str) -> Staff | Role:
    """The keeper a form names; whether they may is the verb's to say."""
    kind, _colon, who = value.partition(":")
    return Role(who) if kind == ROLE else Staff.objects.get(pk=who)
