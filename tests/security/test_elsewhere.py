"""A right held at one clinic is none at another: objects, lists and forms alike."""

import pytest
from django.test import Client
from django.urls import reverse

from renxin.site.doors import doors
from renxin.staff.middleware import CLINIC
from renxin.staff.models import Post
from renxin.staff.roles import ADMINS, Role, rights_of
from tests.cast import SINCE, employed, signed_in
from tests.security.objects import OF_THE_HOUSE, has_object, theirs

DOORS = [door for door in doors() if door.access and door.access.rights]
OF_ITS_STEPS = "lies between two clinics; each verb asks the one whose step it is"
ASKED_LATER = {
    "booking:series_end": "asks the clinics of the sittings to come; here are none",
    "referrals:acceptance": OF_ITS_STEPS,
    "referrals:no": OF_ITS_STEPS,
    "referrals:report": OF_ITS_STEPS,
    "referrals:retraction": OF_ITS_STEPS,
    "referrals:seen": OF_ITS_STEPS,
}
# Opened by the number of something that belongs to one clinic.
NUMBERED = [
    door
    for door in DOORS
    if has_object(door) and not door.name.startswith((*OF_THE_HOUSE, *ASKED_LATER))
]
LITTLE = (Role.TRAINER, Role.GREETER, Role.DOCTOR, Role.MANAGER)


@pytest.fixture(scope="module")
def elsewhere(standing):
    """Everything at the other clinic; at this one, where they sit, one role."""
    people = {}
    for role in LITTLE:
        person = employed(f"of-two-{role}", "何远", role, standing["clinic"])
        for every in set(Role) - set(ADMINS):
            clinic = standing["other"]["clinic"]
            Post.objects.create(staff=person, clinic=clinic, role=every, since_on=SINCE)
        people[role] = signed_in(Client(), person)
    return people


@pytest.fixture
def at_the_other(house, elsewhere):
    """They sit where they may do everything."""
    for desk in elsewhere.values():
        session = desk.session
        session[CLINIC] = house["other"]["clinic"].pk
        session.save()
    return elsewhere


def opened(door, desks, house):
    """To whom it opens who has not all its rights at the clinic of what is asked."""
    address = reverse(door.name, kwargs=theirs(door, house, "own") or {})
    wrong = []
    for role, desk in desks.items():
        if rights_of(role).issuperset(door.access.rights):
            continue
        for method in ("get", "post"):
            answer = getattr(desk, method)(address)
            if answer.status_code not in {403, 404, 405}:
                wrong.append((role, method, answer.status_code))
    return wrong


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.name)
def test_rights_of_another_clinic_open_nothing_of_this_one(house, elsewhere, door):
    assert opened(door, elsewhere, house) == []


@pytest.mark.parametrize("door", NUMBERED, ids=lambda door: door.name)
def test_nor_do_they_where_one_sits_at_the_other(house, at_the_other, door):
    assert opened(door, at_the_other, house) == []
