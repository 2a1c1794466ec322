from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from renxin.portal.middleware import COOKIE
from renxin.portal.models import PhoneSession
from renxin.voice.models import Message, Tongue
from tests.renxin.portal.conftest import AT, code_in, holding, page, press, said


def come_in(client, number="13812342207"):
    press(client, "sign_in", number=number)
    return press(client, "code", code=code_in(Message.objects.latest("pk")))


def test_a_code_to_the_phone_lets_in(client, wang_fang):
    answer = come_in(client)

    assert answer["Location"] == reverse("portal:home")
    cookie = answer.cookies[COOKIE]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert (
        "王芳" in said(page(client, "home"))
        or "王芳" in page(client, "home").content.decode()
    )


def test_a_wrong_code_is_counted_and_said(client, wang_fang):
    press(client, "sign_in", number="13812342207")

    answer = press(client, "code", code="000000x")

    assert answer["Location"].endswith("?wrong")
    assert "验证码不对" in client.get(answer["Location"]).content.decode()
    assert not PhoneSession.objects.exists()


def test_what_is_no_mobile_is_said_beside_what_was_typed(client, wang_fang):
    answer = press(client, "sign_in", number="02162345678")

    assert answer.status_code == 422
    assert "02162345678" in answer.content.decode()
    assert not Message.objects.exists()


def test_asked_twice_in_a_minute_it_is_too_often(client, wang_fang):
    press(client, "sign_in", number="13812342207")

    assert press(client, "sign_in", number="13812342207").status_code == 429


def test_out_is_out_for_that_cookie_everywhere(phone):
    stolen = Client()
    stolen.cookies[COOKIE] = phone.cookies[COOKIE].value

    press(phone, "out")

    assert page(stolen, "home")["Location"] == reverse("portal:sign_in")


@pytest.mark.parametrize(("idle", "stays"), [(19, True), (21, False)])
def test_a_phone_put_away_is_shown_out(phone, now, idle, stays):
    now.move_to(AT + timedelta(minutes=idle))

    assert (page(phone, "home").status_code == 200) is stays


def test_after_four_hours_everyone_comes_in_anew(phone, now):
    for minutes in range(0, 245, 15):
        now.move_to(AT + timedelta(minutes=minutes))
        answer = page(phone, "home")

    assert answer.status_code == 302


def test_the_language_chosen_here_is_that_of_the_messages(client, wang_fang):
    client.cookies["language"] = "en"

    come_in(client)

    assert Tongue.objects.get().language == "en"


def test_whoever_is_reached_no_more_sees_nobody(phone, wang_fang):
    wang_fang.reaches.update(ended_at=AT)

    told = page(phone, "home").content.decode()

    assert "王芳" not in told


def test_a_staff_cookie_opens_no_patients_page(client, greeter_lin):
    client.force_login(greeter_lin, backend="renxin.staff.sign_in.StaffBackend")

    assert page(client, "home")["Location"] == reverse("portal:sign_in")


def test_no_page_is_kept_by_the_browser(phone):
    assert page(phone, "home")["Cache-Control"] == "no-store"


def test_by_a_link_one_patient_and_nobody_else(wang_fang, xiaodou):
    phone = holding(only=wang_fang)

    told = page(phone, "family").content.decode()

    assert "王芳" in told
    assert "王小豆" not in told
    assert press(phone, "family_new", number="13900000000").status_code == 404
    assert press(phone, "feeds").status_code == 404
