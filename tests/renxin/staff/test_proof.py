"""Administrators show a second proof before anything else, exporters show it afresh."""

import time

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.db import ProgrammingError
from django.test import Client
from django.urls import reverse

from renxin.staff import proof
from renxin.staff.models import SetupLink, Staff
from renxin.staff.roles import ADMINS, Role
from tests.cast import NOON, by_password_alone, employed, prove, signed_in
from tests.six_digits import code_of

SET_UP = "/accounts/2fa/"
CODES = "/accounts/2fa/totp/activate/"
PASSWORD = "a quiet morning"  # the cast's


@pytest.fixture
def security(dongyuan):
    return employed("an", "安工", Role.SECURITY_ADMIN, None)


def enter(client, username="an"):
    return client.post(
        "/accounts/login/", {"login": username, "password": PASSWORD}, follow=True
    )


@pytest.mark.parametrize("role", ADMINS)
def test_an_administrator_without_one_is_led_to_set_it_up(client, dongyuan, role):
    employed("an", "安工", role, None)

    page = enter(client)

    assert page.redirect_chain[-1] == (SET_UP, 302)
    assert "先设置第二道证明" in page.content.decode()
    assert 'href="/settings/staff/"' not in page.content.decode()


def test_the_code_that_turns_it_on_opens_everything_else(client, security):
    enter(client)

    secret = client.get(CODES).context["form"].secret
    with time_machine.travel(proof.clock(), tick=False):
        client.post(CODES, {"code": code_of(secret)})

    assert client.get(reverse("staff:settings")).status_code == 200


def test_a_wrong_code_opens_nothing(client, security):
    enter(client)
    client.get(CODES)

    client.post(CODES, {"code": "000000"})

    assert client.get(reverse("staff:settings"))["Location"] == SET_UP


def test_who_has_one_is_asked_for_it_in_a_session_that_has_not_shown_it(security):
    signed_in(Client(), security)

    answer = by_password_alone(Client(), security).get(reverse("staff:settings"))

    assert answer["Location"] == "/accounts/2fa/reauthenticate/?next=%2F"


def test_who_turns_it_off_again_is_led_back(client, security):
    desk = signed_in(client, security)
    Authenticator.objects.filter(user=security).delete()

    assert desk.get(reverse("staff:settings"))["Location"] == SET_UP


def test_a_part_of_a_page_sends_the_whole_page_there(client, security):
    answer = by_password_alone(client, security).get(
        reverse("staff:settings"), headers={"HX-Request": "true"}
    )

    assert answer.status_code == 401
    assert answer["HX-Redirect"] == SET_UP


def test_theme_and_language_are_everybodys_even_then(client, security):
    desk = by_password_alone(client, security)

    desk.post(reverse("staff:theme"), {"theme": "dark"})

    assert Staff.objects.get(pk=security.pk).theme == "dark"


def test_a_role_given_at_noon_asks_for_it_from_then_on(client, doctor_li):
    desk = by_password_alone(client, doctor_li)
    assert desk.get("/").status_code == 200

    doctor_li.posts.create(role=Role.AUDIT_ADMIN, since_on=NOON.date())

    assert desk.get("/")["Location"] == SET_UP


def test_nobody_else_is_asked(client, greeter_lin):
    assert by_password_alone(client, greeter_lin).get("/").status_code == 200


@pytest.mark.parametrize("url", ["scorecard:exports", "exchange:refused"])
def test_patients_data_leave_only_with_one(client, manager_gu, url):
    desk = by_password_alone(client, manager_gu)
    fetched = url == "exchange:refused"
    address = reverse(url, args=[1, "patients"] if fetched else [])

    answer = desk.get(address) if fetched else desk.post(address)

    assert answer["Location"] == SET_UP


def test_one_of_this_morning_is_asked_for_again_and_leads_back(client, manager_gu):
    desk = signed_in(client, manager_gu)
    prove(desk, manager_gu, at=time.time() - proof.FRESH.total_seconds() - 1)
    page = "http://testserver/figures/?over=year"

    answer = desk.post(reverse("scorecard:exports"), headers={"Referer": page})

    assert answer["Location"].startswith("/accounts/2fa/reauthenticate/?next=http")
    assert "over%3Dyear" in answer["Location"]
    assert "只有在 15 分钟内" in desk.get(answer["Location"]).content.decode()


def test_nobody_is_led_off_our_own_ground(client, manager_gu):
    desk = signed_in(client, manager_gu)
    prove(desk, manager_gu, at=0)

    answer = desk.post(
        reverse("scorecard:exports"), headers={"Referer": "https://evil.example/"}
    )

    assert answer["Location"].endswith("next=%2F")


def test_the_password_is_no_fresh_proof_of_who_has_a_second(client, manager_gu):
    desk = signed_in(client, manager_gu)
    prove(desk, manager_gu, at=0)

    answer = desk.get("/accounts/reauthenticate/?next=/")

    assert answer["Location"] == "/accounts/2fa/reauthenticate/?next=%2F"


def test_a_link_for_a_new_password_gives_no_second_proof(client, security):
    signed_in(Client(), security)
    secret = SetupLink.issue(at=proof.clock(), staff=security)
    chosen = {"password": "wide awake at half past", "again": "wide awake at half past"}

    answer = client.post(reverse("staff:setup", args=[secret]), chosen)

    assert answer["Location"] == "/accounts/login/"
    assert "_auth_user_id" not in client.session


def test_made_up_people_are_asked_for_none(client, dongyuan):
    made_up = Staff.objects.create_user("an", PASSWORD, name="安工", is_made_up=True)
    made_up.posts.create(role=Role.SECURITY_ADMIN, since_on=NOON.date())

    desk = by_password_alone(client, made_up)

    assert desk.get(reverse("staff:settings")).status_code == 200


def test_nobody_is_made_up_afterwards(security):
    with pytest.raises(ProgrammingError, match="Cannot update"):
        Staff.objects.filter(pk=security.pk).update(is_made_up=True)
