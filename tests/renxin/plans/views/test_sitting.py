"""What was signed for becomes appointments in two steps: looked for, then booked."""

import re
from html import unescape

import pytest
from django.urls import reverse

from renxin.booking.models import Appointment, Service
from renxin.clinics.models import Chair
from renxin.promises.models import Promise
from tests.renxin.booking.conftest import at_work
from tests.renxin.plans.written import line, shown, signed, written


@pytest.fixture
def filling(db):
    return Service.objects.create(code="filling", name="补牙", minutes=40)


@pytest.fixture
def two(wang_fang, doctor_li, dongyuan, filling):
    at_work(doctor_li, dongyuan, 3, 4, 5)
    Chair.objects.create(clinic=dongyuan, name="1 号椅")
    one = line(sittings=2, every_days=1, service=filling)
    return shown(written(wang_fang, doctor_li, dongyuan, one))


def url(plan):
    return reverse("plans:sittings", args=[plan.pk, plan.items.standing().get().pk])


def asked(plan, filling, **more):
    told = {
        "service": filling.pk,
        "doctor": plan.doctor.pk,
        "day": "2026-03-03",
        "clock": "10:00",
        "times": 2,
        "every_days": 1,
    }
    return told | more


def found(answer):
    page = answer.content.decode()
    written = re.findall(r'name="sitting" value="([^"]+)"', page)
    return [unescape(one) for one in written]


def test_times_are_looked_for_and_then_booked(front_desk, two, filling):
    signed(two)
    assert 'value="2"' in front_desk.get(url(two)).content.decode()
    looked = front_desk.post(url(two), asked(two, filling, look=1))

    answer = front_desk.post(url(two), asked(two, filling, sitting=found(looked)))

    assert answer.status_code == 302
    booked = Appointment.objects.order_by("starts_at")
    assert [f"{one.starts_at:%d %H}" for one in booked] == ["03 02", "04 02"]
    assert not Promise.objects.open().exists()


def test_nothing_is_booked_before_it_is_signed_for(front_desk, two, filling):
    answer = front_desk.get(url(two))

    assert answer.status_code == 422
    assert "has not signed" in answer.content.decode()
    assert front_desk.post(url(two), asked(two, filling, look=1)).status_code == 422


def test_what_was_not_looked_for_is_not_booked(front_desk, two, filling):
    signed(two)

    for sitting in ([], ["day=nonsense"]):
        answer = front_desk.post(url(two), asked(two, filling, sitting=sitting))
        assert answer.status_code == 422

    assert not Appointment.objects.exists()


@pytest.mark.parametrize(
    "wrong", [{"times": 0}, {"day": ""}, {"day": "2026-03-09"}, {"service": 0}]
)
def test_what_cannot_be_found_is_said(front_desk, two, filling, wrong):
    signed(two)

    answer = front_desk.post(url(two), asked(two, filling, look=1, **wrong))

    assert answer.status_code == 422


def test_no_more_is_looked_for_than_was_signed_for(front_desk, two, filling):
    signed(two)

    answer = front_desk.post(url(two), asked(two, filling, look=1, times=3))

    assert answer.status_code == 422
    assert "Only 2 sittings of this are still to be booked." in answer.content.decode()
