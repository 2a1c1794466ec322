"""The session: idle and absolute time-outs, and the lock by name and address."""

from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.utils import timezone

from renxin.staff.middleware import BACKGROUND
from tests.cast import signed_in

HOME = "/accounts/2fa/"
SIGN_IN = "/accounts/login/"
PASSWORD = "a quiet morning"  # the cast's


@pytest.fixture
def clock():
    with time_machine.travel(timezone.now(), tick=False) as clock:
        yield clock


def test_a_desk_left_alone_is_signed_out(client, doctor_li, clock):
    desk = signed_in(client, doctor_li)
    assert desk.get(HOME).status_code == 200

    clock.shift(settings.SESSION_IDLES + timedelta(minutes=1))

    assert desk.get(HOME).status_code == 302


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_whoever_was_signed_out_over_a_form_comes_back_to_its_page(client, db, headers):
    page = "http://testserver/patients/7/edit/?a=1"

    answer = client.post("/patients/7/phones/", headers=headers | {"Referer": page})

    leads = answer.get("Location") or answer["HX-Redirect"]
    assert leads == f"{SIGN_IN}?next=/patients/7/edit/%3Fa%3D1"


def test_whoever_was_sent_a_form_from_elsewhere_begins_at_today(client, db):
    answer = client.post("/patients/7/phones/", headers={"Referer": "https://evil/x"})

    assert answer["Location"] == f"{SIGN_IN}?next=/"


def test_a_page_that_refreshes_itself_keeps_nobody_signed_in(client, doctor_li, clock):
    desk = signed_in(client, doctor_li)
    desk.get(HOME)
    for _minute in range(4):
        clock.shift(settings.SESSION_IDLES / 3)
        desk.get(HOME, headers={BACKGROUND: "1"})

    assert desk.get(HOME).status_code == 302


def test_a_long_day_ends_too(client, doctor_li, clock):
    desk = signed_in(client, doctor_li)
    for _step in range(40):
        desk.get(HOME)
        clock.shift(settings.SESSION_LASTS / 39)

    assert desk.get(HOME).status_code == 302


def tries(client, password, times, address="203.0.113.9", username="li"):
    form = {"login": username, "password": password}
    for _try in range(times):
        answer = client.post(SIGN_IN, form, REMOTE_ADDR=address)
    return answer


def test_five_wrong_passwords_lock_that_name_from_that_address_only(doctor_li):
    assert tries(Client(), "wrong", 5).status_code == 429

    assert tries(Client(), PASSWORD, 1).status_code == 429
    assert tries(Client(), PASSWORD, 1, address="203.0.113.10").status_code == 302


def test_the_lock_opens_by_itself(doctor_li, clock):
    tries(Client(), "wrong", 5)

    clock.shift(settings.AXES_COOLOFF_TIME + timedelta(minutes=1))

    assert tries(Client(), PASSWORD, 1).status_code == 302


def test_the_session_key_changes_at_sign_in(client, doctor_li):
    client.get(SIGN_IN)
    client.session.save()
    before = client.session.session_key

    tries(client, PASSWORD, 1)

    assert client.session.session_key != before


def test_an_unknown_name_hears_the_same_as_a_wrong_password(doctor_li):
    known = tries(Client(), "wrong", 1)
    unknown = tries(Client(), "wrong", 1, username="nobody")

    assert known.status_code == unknown.status_code == 200
    said = {answer.content.count(b"error") for answer in (known, unknown)}
    assert len(said) == 1


def test_nobody_signs_up_from_the_street(client, db):
    assert client.get("/accounts/signup/").status_code == 403


def test_a_forged_host_is_refused(client, db):
    assert client.get(SIGN_IN, headers={"host": "evil.example"}).status_code == 400


def test_pages_of_staff_are_not_kept_by_the_browser(client, doctor_li):
    answer = signed_in(client, doctor_li).get(HOME)

    assert "no-store" in answer["Cache-Control"]


def test_every_answer_carries_the_strict_policy(client, db):
    answer = client.get(SIGN_IN)

    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"
