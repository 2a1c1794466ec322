import re
from base64 import b64decode
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from renxin.booking.agreement import book
from renxin.booking.models import Arrival
from renxin.portal import door
from renxin.portal.handles import handle_of
from renxin.portal.models import DoorKey
from renxin.voice.models import Message
from tests.cast import signed_in
from tests.renxin.booking.conftest import clock
from tests.renxin.portal.conftest import AT, code_in, holding, page, press, said


@pytest.fixture
def appointment(wang_fang, terms):
    return book(wang_fang, terms, by=None, at=AT)


@pytest.fixture
def morning(now):
    now.move_to(clock(9, 50))
    return clock(9, 50)


def test_scanned_at_the_door_a_patient_is_here(appointment, dongyuan, morning):
    phone, token = holding(at=morning), door.token_of(dongyuan, at=morning)
    assert "10:00" in said(page(phone, "door", token))

    press(phone, "door", token, appointment=handle_of(appointment))

    assert Arrival.objects.get().door == "PHONE"


def test_whoever_is_not_in_yet_comes_in_first_and_then_stands_there(
    client, appointment, dongyuan, morning
):
    token = door.token_of(dongyuan, at=morning)
    to_sign_in = page(client, "door", token)

    assert to_sign_in["Location"].endswith(f"?door={token}")
    press(client, "sign_in", number="13812342207", door=token)
    answer = press(client, "code", code=code_in(Message.objects.latest("pk")))
    assert answer["Location"] == reverse("portal:door", args=[token])


def test_nobody_checks_in_from_home_or_on_another_day(
    phone, appointment, dongyuan, morning
):
    at_home = holding(at=morning)
    assert page(at_home, "door", "an-old-picture").status_code == 404


def test_who_is_not_expected_today_is_told_so(phone, appointment, dongyuan):
    token = door.token_of(dongyuan, at=AT)

    assert page(phone, "door", token).status_code == 422


@pytest.fixture
def desk(client, greeter_lin):
    return signed_in(client, greeter_lin)


def drawn_in(answer):
    return re.search(r'src="(data:image/svg[^"]+)"', answer.content.decode())[1]


def test_the_calendar_leads_the_front_desk_to_the_code(desk, dongyuan):
    way = reverse("portal:door_sheet")

    assert way in desk.get(reverse("booking:index")).content.decode()
    picture = drawn_in(desk.get(way)).partition("base64,")[2]
    assert b"<path" in b64decode(picture)


def test_the_code_draws_itself_anew(desk, dongyuan, now):
    way = reverse("portal:door_sheet")
    before = drawn_in(desk.get(way, headers={"HX-Request": "true"}))

    now.move_to(AT + timedelta(minutes=11))
    again = desk.get(way, headers={"HX-Request": "true"})

    assert "<html" not in again.content.decode()
    assert drawn_in(again) != before


def test_a_screen_at_the_entrance_shows_it_with_nobody_signed_in(desk, dongyuan):
    page = desk.post(reverse("portal:door_sheet")).content.decode()
    address = re.search(r"/my/screen/[\w-]+/", page)[0]

    shown = Client().get(address)

    assert shown.status_code == 200
    assert 'hx-trigger="every 60s"' in shown.content.decode()
    assert drawn_in(shown) == drawn_in(desk.get(reverse("portal:door_sheet")))
    assert shown["Cache-Control"] == "no-store"


def test_a_new_address_shuts_the_one_before_at_that_clinic_only(
    dongyuan, hexi, greeter_lin
):
    first = DoorKey.make(dongyuan, by=greeter_lin, at=AT)
    theirs = DoorKey.make(hexi, by=greeter_lin, at=AT)
    second = DoorKey.make(dongyuan, by=greeter_lin, at=AT)

    opens = [
        Client().get(reverse("portal:screen", args=[secret])).status_code
        for secret in (first, second, theirs, "guessed")
    ]
    assert opens == [404, 200, 200, 404]
