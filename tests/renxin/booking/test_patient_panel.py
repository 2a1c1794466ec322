"""The patient's page says when they are expected, and lets the desk act on it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from renxin.booking.agreement import book, move
from renxin.booking.kinds import Asked, How, Why
from renxin.booking.models import Appointment, Outcome, Rebooking
from tests.cast import NOON, signed_in
from tests.renxin.booking.conftest import clock


@pytest.fixture
def english_desk(greeter_lin):
    greeter_lin.language = "en"
    greeter_lin.save()
    return greeter_lin


@pytest.fixture
def soon(wang_fang, dongyuan, doctor_li):
    return Appointment.objects.create(
        patient=wang_fang,
        clinic=dongyuan,
        doctor=doctor_li,
        service_name="补牙",
        minutes=40,
        starts_at=timezone.now() + timedelta(days=2),
    )


def shown(client, patient):
    return client.get(reverse("booking:of_patient", args=[patient.pk])).content.decode()


def test_the_page_lists_what_is_agreed_with_its_verbs(
    client, english_desk, wang_fang, soon
):
    page = signed_in(client, english_desk).get(f"/patients/{wang_fang.pk}/")

    text = page.content.decode()
    assert "补牙" in text
    for name in ("confirmation", "rebooking", "cancellation"):
        assert reverse(f"booking:{name}", args=[soon.pk]) in text
    assert "In the calendar" in text


def test_it_says_how_often_a_time_was_moved_or_missed_by_them(
    client, english_desk, wang_fang, soon, dongyuan
):
    told = {"was_at": NOON, "at": NOON}
    for asked_by in (Asked.PATIENT, Asked.PATIENT, Asked.CLINIC):
        Rebooking.objects.create(appointment=soon, asked_by=asked_by, **told)
    for why in ("", Why.FORGOT, Why.ILL):
        past = Appointment.objects.create(
            patient=wang_fang, clinic=dongyuan, starts_at=NOON
        )
        Outcome.objects.create(appointment=past, kind=How.NO_SHOW, why=why, at=NOON)

    text = shown(signed_in(client, english_desk), wang_fang)

    assert "moved 2 times" in text
    assert "missed 2 times" in text


def test_what_is_confirmed_asks_no_more(client, english_desk, wang_fang, soon):
    soon.confirm(way="PHONE", by=english_desk, at=NOON)

    text = shown(signed_in(client, english_desk), wang_fang)

    assert "confirmed" in text
    assert reverse("booking:confirmation", args=[soon.pk]) not in text


def test_with_nothing_agreed_it_says_so(client, english_desk, wang_fang):
    assert "Nothing is agreed" in shown(signed_in(client, english_desk), wang_fang)


def test_a_patient_of_another_clinic_is_not_there(client, outsider_zhao, wang_fang):
    url = reverse("booking:of_patient", args=[wang_fang.pk])

    assert signed_in(client, outsider_zhao).get(url).status_code == 404


def test_a_moved_time_stands_where_it_is_now(terms, wang_fang, li):
    booked = book(wang_fang, terms, by=None, at=NOON)
    later = replace(terms.place, starts_at=clock(15))

    move(booked, replace(terms, place=later), by=None, at=NOON)

    assert Appointment.objects.get().starts_at == clock(15)
