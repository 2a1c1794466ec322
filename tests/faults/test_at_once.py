"""FI-06, and two people who press one key: what happens when many act at once."""

import re
import threading
import urllib.error
import urllib.parse
import urllib.request
import uuid
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse

from renxin.patients.models import Patient
from renxin.promises.models import Ending
from renxin.staff.roles import Role
from tests.cast import employed, signed_in
from tests.faults.commands import house
from tests.faults.promise_commands import owed

pytestmark = pytest.mark.django_db(transaction=True)

EDITORS, EDITS = 16, 25
ROUNDS = 8


def one_more(desk, pk):
    """Count one up in a field, as somebody who read the record a moment ago."""
    seen = Patient.objects.get(pk=pk)
    answer = desk.post(
        reverse("patients:edit", args=[pk]),
        {
            "name": seen.name,
            "sex": seen.sex,
            "address": str(int(seen.address or 0) + 1),
            "version": seen.version,
        },
    )
    return answer.status_code


def test_no_edit_is_lost_in_silence():
    world = house()
    patient, clinic = world["patient"], world["clinic"]
    people = [
        employed(f"editor-{n}", "何远", Role.GREETER, clinic) for n in range(EDITORS)
    ]
    desks = [signed_in(Client(), one) for one in people]

    def edit(desk):
        try:
            return Counter(one_more(desk, patient.pk) for _turn in range(EDITS))
        finally:
            connections.close_all()

    with ThreadPoolExecutor(EDITORS) as editors:
        answers = sum(editors.map(edit, desks), Counter())

    stands = Patient.objects.get(pk=patient.pk)
    assert set(answers) <= {302, 409}
    assert sum(answers.values()) == EDITORS * EDITS
    assert answers[302] >= EDITS
    assert int(stands.address) == answers[302]
    assert stands.version == patient.version + answers[302]


class Sender:
    """Somebody signed in at a browser of their own, sending forms over the wire."""

    def __init__(self, address, staff):
        self.address = address
        self.session = signed_in(Client(), staff).cookies["session"].value
        page, headers = self.send("/promises/new/")
        self.token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
        self.csrf = re.search(r"csrf=([^;]+)", headers["Set-Cookie"])[1]

    def send(self, path, data=None):
        body = urllib.parse.urlencode(data).encode() if data else None
        cookies = f"session={self.session}"
        if data:
            cookies += f"; csrf={self.csrf}"
        headers = {"Cookie": cookies, "HX-Request": "true" if data else ""}
        request = urllib.request.Request(  # noqa: S310  our own address
            self.address + path, body, {k: v for k, v in headers.items() if v}
        )
        with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
            return answer.read().decode(), answer.headers

    def press(self, path, key, gate):
        data = {
            "way": "WELL",
            "csrfmiddlewaretoken": self.token,
            "idempotency_key": key,
        }
        gate.wait()
        try:
            page, _headers = self.send(path, data)
        except urllib.error.HTTPError as refused:
            return refused.code, refused.read().decode()
        return 200, page


def pressed_at_once(world, senders, keys):
    """A fresh promise, and the same key of it pressed in the same moment."""
    promise = owed(world)
    path, gate = reverse("promises:ending", args=[promise.pk]), threading.Barrier(2)
    with ThreadPoolExecutor(2) as hands:
        jobs = [
            hands.submit(sender.press, path, key, gate)
            for sender, key in zip(senders, keys, strict=True)
        ]
        return promise, [job.result() for job in jobs]


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_of_two_who_press_at_once_one_ends_it_and_the_other_is_told(
    live_server, _round
):
    world = house()
    other = employed("he", "何远", Role.CARE, world["clinic"])
    senders = [Sender(live_server.url, one) for one in (world["people"]["CARE"], other)]

    promise, answers = pressed_at_once(world, senders, ["one", "two"])

    codes = sorted(code for code, _page in answers)
    assert codes[0] == 200
    assert codes[1] in {409, 422}
    assert Ending.objects.filter(promise=promise).count() == 1
    told = next(page for code, page in answers if code != 200)
    assert 'role="alert"' in told or "refusal" in told


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_one_key_pressed_twice_by_one_hand_acts_once(live_server, _round):
    world = house()
    sender, key = Sender(live_server.url, world["people"]["CARE"]), uuid.uuid4().hex

    promise, answers = pressed_at_once(world, [sender, sender], [key, key])
    again = sender.press(
        reverse("promises:ending", args=[promise.pk]), key, threading.Barrier(1)
    )

    assert {code for code, _page in answers} <= {200, 409}
    assert 200 in {code for code, _page in answers}
    assert again[0] == 200
    assert Ending.objects.filter(promise=promise).count() == 1
