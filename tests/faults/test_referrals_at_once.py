"""Two people press one key: one does it, the other reads who did."""

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from renxin.referrals.models import Acceptance, Referral
from renxin.staff.roles import Role
from tests.cast import employed, signed_in
from tests.renxin.referrals.made import REASON, owed, referred

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def doctor_sun(dongyuan):
    return employed("sun", "孙一禾", Role.DOCTOR, dongyuan)


def together(*acts):
    """All of them as nearly at once as threads can be; what each was answered."""
    barrier = threading.Barrier(len(acts))

    def go(act):
        try:
            barrier.wait()
            return act().status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as people:
        return Counter(people.map(go, acts))


def test_of_two_who_accept_at_once_one_will_see_them(
    wang_fang, dongyuan, doctor_li, doctor_sun
):
    referral = referred(
        wang_fang, dongyuan, by=doctor_li, to=doctor_sun, at=timezone.now()
    )
    people = [
        doctor_sun,
        *(employed(f"d{n}", f"医生{n}", Role.DOCTOR, dongyuan) for n in range(3)),
    ]
    desks = [signed_in(Client(), one) for one in people]
    url = reverse("referrals:acceptance", args=[referral.pk])

    answers = together(*(lambda desk=desk: desk.post(url) for desk in desks))

    assert answers == {302: 1, 409: 3}
    assert Acceptance.objects.count() == 1
    assert owed(referral) == [Referral.objects.get().promise]


def test_a_yes_and_a_taking_back_do_not_cross(
    wang_fang, dongyuan, doctor_li, doctor_sun
):
    referral = referred(
        wang_fang, dongyuan, by=doctor_li, to=doctor_sun, at=timezone.now()
    )
    li, sun = (signed_in(Client(), one) for one in (doctor_li, doctor_sun))
    back = reverse("referrals:retraction", args=[referral.pk])
    yes = reverse("referrals:acceptance", args=[referral.pk])

    together(lambda: li.post(back, {"why": "WELL"}), lambda: sun.post(yes))

    now = Referral.objects.get()
    assert now.ended_at
    assert owed(referral) == []


def test_two_who_refer_to_the_same_doctor_refer_once(
    wang_fang, dongyuan, doctor_li, doctor_sun
):
    zhou = employed("zhou", "周一", Role.DOCTOR, dongyuan)
    data = {
        "patient": wang_fang.pk,
        "to": f"doctor-{dongyuan.pk}-{doctor_sun.pk}",
        "kind": "CONSULT",
        "urgency": "SOON",
        "reason": REASON,
    }
    desks = [signed_in(Client(), one) for one in (doctor_li, zhou)]
    url = reverse("referrals:new")

    answers = together(*(lambda desk=desk: desk.post(url, data) for desk in desks))

    assert answers == {302: 1, 422: 1}
    assert owed(Referral.objects.get()) == [Referral.objects.get().promise]
