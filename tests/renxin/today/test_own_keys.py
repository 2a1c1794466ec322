from datetime import timedelta

import pytest

from renxin.promises.models import Promise
from renxin.promises.rows import row_of, told_in_full
from renxin.staff.roles import Role
from renxin.today.own_keys import with_own_keys
from tests.cast import NOON, employed
from tests.renxin.promises.made import promised
from tests.renxin.referrals.made import referred


@pytest.fixture
def doctor_sun(dongyuan):
    return employed("sun", "孙一禾", Role.DOCTOR, dongyuan)


def rows_of(staff):
    told = told_in_full(Promise.objects.open()).order_by("pk")
    return with_own_keys([row_of(one, at=NOON) for one in told], staff, at=NOON)


def test_a_step_of_a_referral_has_the_keys_of_that_step(
    wang_fang, dongyuan, doctor_li, doctor_sun
):
    referral = referred(wang_fang, dongyuan, by=doctor_li, to=doctor_sun)

    (row,) = rows_of(doctor_sun)

    assert row.keys.template == "referrals/_keys.html"
    assert row.keys.row.referral == referral
    assert row.keys.row.may_answer


def test_any_other_promise_keeps_its_own(
    wang_fang, dongyuan, doctor_li, django_assert_num_queries
):
    promised(wang_fang, dongyuan, by=doctor_li, due_at=NOON + timedelta(hours=1))
    told = [row_of(told_in_full(Promise.objects.open()).get(), at=NOON)]

    with django_assert_num_queries(0):
        assert with_own_keys(told, doctor_li, at=NOON) == told


def test_nor_are_they_shown_to_whoever_sees_neither_side(
    wang_fang, dongyuan, doctor_li, doctor_sun, outsider_zhao
):
    referred(wang_fang, dongyuan, by=doctor_li, to=doctor_sun)

    (row,) = rows_of(outsider_zhao)

    assert row.keys is None
