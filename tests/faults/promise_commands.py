"""What a desk does with a promise, each with a request that carries it out."""

from datetime import timedelta

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from renxin.promises.models import Promise
from renxin.promises.terms import Terms
from renxin.staff.roles import Role
from tests.cast import signed_in


def owed(world, kind="CALL"):
    now = timezone.now()
    terms = Terms(
        kind=kind,
        what="给王芳回电话",
        due_at=now + timedelta(hours=1),
        owner=world["people"][Role.CARE],
    )
    return Promise.make(
        world["patient"],
        terms,
        clinic=world["clinic"],
        by=world["people"][Role.CARE],
        at=now,
    )


def about(name, data):
    """A command on one promise, carried out by whoever owes it."""

    def request(world):
        desk = signed_in(Client(), world["people"][Role.CARE])
        return desk, reverse(name, args=[owed(world).pk]), data

    return request


def taken_back(world):
    promise = owed(world)
    promise.keep(outcome="WELL", by=world["people"][Role.CARE], at=timezone.now())
    desk = signed_in(Client(), world["people"][Role.CARE])
    return desk, reverse("promises:reopening", args=[promise.pk]), {}


def written_down(world):
    desk = signed_in(Client(), world["people"][Role.CARE])
    data = {
        "patient": world["patient"].pk,
        "what": "告诉王芳可以分两次付",
        "kind": "EXPLAIN",
        "when": "TOMORROW",
        "owner": "role:DOCTOR",
    }
    return desk, reverse("promises:new"), data


PROMISES = {
    "promises:new": written_down,
    "promises:ending": about("promises:ending", {"way": "UNWELL", "said": "出血"}),
    "promises:release": about("promises:release", {"how": "break", "reason": "忙忘了"}),
    "promises:deferral": about("promises:deferral", {"when": "TOMORROW"}),
    "promises:handover": about("promises:handover", {"to": "role:DOCTOR"}),
    "promises:reopening": taken_back,
}
