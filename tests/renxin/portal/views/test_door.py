import pytest
from django.urls import reverse

from renxin.booking.agreement import book
from renxin.booking.models import Arrival
from renxin.portal import door
from renxin.portal.handles import handle_of
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


def test_the_front_desk_shows_the_code(client, greeter_lin, dongyuan):
    desk = signed_in(client, greeter_lin)

    assert desk.get(reverse("portal:door_sheet")).status_code == 200
    picture = desk.get(reverse("portal:door_code"))
    assert picture["Content-Type"] == "image/svg+xml"
    assert b"<path" in picture.content
