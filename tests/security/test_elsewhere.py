"""A right held at one clinic is none at another: objects, lists and forms alike."""

import pytest
from django.test import Client
from django.urls import reverse

from renxin.site.doors import doors
from renxin.staff.models import Post
from renxin.staff.roles import ADMINS, Role, rights_of
from tests.cast import SINCE, employed, signed_in
from tests.security.objects import theirs

APPS = ("plans:", "referrals:", "safety:")
DOORS = [
    door
    for door in doors()
    if door.name.startswith(APPS) and door.access and door.access.rights
]
LITTLE = (Role.TRAINER, Role.GREETER, Role.DOCTOR, Role.MANAGER)


@pytest.fixture
def elsewhere(house):
    """Everything at the other clinic; at this one, where they sit, one role."""
    people = {}
    for role in LITTLE:
        person = employed(f"of-two-{role}", "何远", role, house["clinic"])
        for every in set(Role) - set(ADMINS):
            clinic = house["other"]["clinic"]
            Post.objects.create(staff=person, clinic=clinic, role=every, since_on=SINCE)
        people[role] = signed_in(Client(), person)
    return people


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.name)
def test_rights_of_another_clinic_open_nothing_of_this_one(house, elsewhere, door):
    address = reverse(door.name, kwargs=theirs(door, house, "own") or {})
    wrong = []
    for role, desk in elsewhere.items():
        if rights_of(role).issuperset(door.access.rights):
            continue
        for method in ("get", "post"):
            answer = getattr(desk, method)(address)
            if answer.status_code not in {403, 404, 405}:
                wrong.append((role, method, answer.status_code))

    assert wrong == []
