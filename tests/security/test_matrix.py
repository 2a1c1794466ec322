"""Every address × role × method × whose object: what is not declared is denied.

A denied request writes nothing but what says that it was denied.
"""

import re
from collections import Counter

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse

from renxin.site.doors import doors
from renxin.staff.proof import HARMLESS
from renxin.staff.roles import ADMINS, Role
from tests.cast import by_password_alone, employed
from tests.security.objects import has_object, theirs

METHODS = ("get", "head", "post", "put", "patch", "delete", "options")
ROLES = ["", *Role.values]
DOORS = {door.name: door for door in doors()}
WRITES = re.compile(r"^\s*(insert|update|delete|truncate|merge|copy)\b", re.IGNORECASE)
# Asking who someone is may touch the session and the count of failed sign-ins.
OWN_BOOKS = re.compile(r'"(django_session|axes_\w+)"')
LOOKING = re.compile(r"\b(staff_look|today_glance)\b")


class Recorder:
    """Keeps every statement that writes into the house's own tables."""

    def __init__(self):
        self.written = []

    def __call__(self, execute, sql, params, many, context):
        if WRITES.match(sql) and not OWN_BOOKS.search(sql):
            self.written.append(sql)
        return execute(sql, params, many, context)


@pytest.fixture
def desks(house):
    return house["desks"]


def ask(desk, door, method, kwargs):
    recorder = Recorder()
    with connection.execute_wrapper(recorder):
        answer = getattr(desk, method)(reverse(door.name, kwargs=kwargs))
    return answer, recorder.written


def is_denied(answer):
    if answer.status_code in {401, 403, 404}:
        return True
    doors = (settings.LOGIN_URL, reverse("portal:sign_in"))
    return answer.status_code == 302 and answer["Location"].startswith(doors)


def test_every_address_with_an_object_has_one_to_be_tried_with(house):
    unknown = [
        door.name for door in DOORS.values() if theirs(door, house, "own") is None
    ]

    assert unknown == []


@pytest.mark.parametrize("name", sorted(DOORS))
def test_a_door_opens_for_those_it_is_declared_for_and_no_one_else(name, house, desks):
    door = DOORS[name]
    kwargs = theirs(door, house, "own") or {}
    wrong = []
    for role, desk in desks.items():
        if door.opens_for(role):
            continue
        for method in METHODS:
            answer, written = ask(desk, door, method, kwargs)
            if not is_denied(answer) or written:
                wrong.append((role or "nobody", method, answer.status_code, written))

    assert wrong == []


OWN_PROOF = {*settings.THIRD_PARTY_ACCESS, *HARMLESS}


@pytest.mark.parametrize("role", ADMINS)
def test_an_administrator_without_a_second_proof_can_do_nothing_else(house, role):
    person = employed("unproved", "何远", role, house["clinic"])
    desk = by_password_alone(Client(), person)
    wrong = []
    for door in DOORS.values():
        if door.access is None or door.access.public or door.name in OWN_PROOF:
            continue
        for method in METHODS:
            answer, written = ask(desk, door, method, theirs(door, house, "own"))
            led = answer.status_code == 302 and answer["Location"] == "/accounts/2fa/"
            if not (led or is_denied(answer)) or written:
                wrong.append((door.name, method, answer.status_code, written))

    assert wrong == []


@pytest.mark.parametrize(
    "name", sorted(name for name, door in DOORS.items() if has_object(door))
)
def test_an_object_of_another_clinic_is_not_there(name, house, desks):
    door = DOORS[name]
    kwargs = theirs(door, house, "other")
    if not kwargs:
        pytest.skip("belongs to the whole house")
    wrong = []
    for role, desk in desks.items():
        # Whom the door is closed to was turned away with all of them above.
        for method in METHODS if door.opens_for(role) else ("get", "post"):
            answer, written = ask(desk, door, method, kwargs)
            if not (is_denied(answer) or answer.status_code == 405) or written:
                wrong.append((role or "nobody", method, answer.status_code, written))

    assert wrong == []


@pytest.mark.parametrize("name", sorted(DOORS))
def test_a_safe_request_changes_nothing(name, house, desks):
    """Looking is written down; nothing else is.

    Whoever the door is closed to was shown above to write nothing by any method.
    """
    door = DOORS[name]
    kwargs = theirs(door, house, "own") or {}
    wrong = Counter()
    for desk in (desk for role, desk in desks.items() if door.opens_for(role)):
        for method in ("get", "head", "options"):
            _answer, written = ask(desk, door, method, kwargs)
            wrong.update(sql for sql in written if not LOOKING.search(sql))

    assert not wrong


# Open to the street, and then only to whoever came in with their phone or holds a
# key; what each of them shows to whom stands in `test_portal`.
PATIENTS_OWN = {
    "portal:home",
    "portal:sign_in",
    "portal:code",
    "portal:newcomer",
    "portal:out",
    "portal:choose",
    "portal:book",
    "portal:times",
    "portal:hold",
    "portal:appointment",
    "portal:agreement",
    "portal:confirmation",
    "portal:move",
    "portal:cancel",
    "portal:ics",
    "portal:wait",
    "portal:wait_no_more",
    "portal:offer",
    "portal:advice",
    "portal:advice_read",
    "portal:inbox",
    "portal:inbox_read",
    "portal:family",
    "portal:family_new",
    "portal:family_code",
    "portal:family_end",
    "portal:me",
    "portal:feeds",
    "portal:key",
    "portal:link",
    "portal:feed",
    "portal:door",
    "portal:screen",
    "visits:display",
    "live_display",
}
# The law has prices hang where anybody can read them.
FOR_ALL_TO_READ = {"plans:wall"}
# Carriers call there; the address itself is the secret, and what they bring is signed
# or of a message of ours.
CARRIERS_OWN = {"hook"}


def test_only_the_named_few_are_open_to_the_street():
    public = {
        name for name, door in DOORS.items() if door.access and door.access.public
    }

    assert (
        public
        == {
            "account_login",
            "account_inactive",
            "mfa_authenticate",
            "mfa_login_webauthn",
            "set_language",
            "staff:setup",
        }
        | PATIENTS_OWN
        | FOR_ALL_TO_READ
        | CARRIERS_OWN
    )
