from datetime import timedelta

import pytest

from renxin.promises.models import Promise
from renxin.referrals import falling_back
from renxin.referrals.models import Referral
from renxin.rosters.models import Leave
from renxin.rosters.spans import span
from renxin.staff import posting
from renxin.staff.models import Post
from renxin.staff.roles import Role
from tests.cast import NOON, TODAY
from tests.renxin.referrals.made import owed, referred

HOUR = timedelta(hours=1)


@pytest.fixture
def referral(wang_fang, dongyuan, doctor_li, doctor_sun):
    return referred(wang_fang, dongyuan, by=doctor_li, to=doctor_sun)


def away(staff, first, last):
    return Leave.objects.create(
        staff=staff, kind="SICK", during=span(first, last), at=first
    )


def fallen(referral):
    now = Referral.objects.get(pk=referral.pk).promise
    assert owed(referral) == [now]
    return now.owner is None and now.owner_role == Role.DOCTOR


def test_whoever_is_there_keeps_it(referral):
    assert falling_back.look(at=NOON + HOUR) == 0
    assert not fallen(referral)


def test_a_doctor_who_leaves_the_house_leaves_it_to_the_others(
    referral, doctor_sun, manager_gu
):
    posting.leave(doctor_sun, by=manager_gu)

    assert falling_back.look(at=NOON + HOUR) == 1
    assert fallen(referral)
    ending = Promise.objects.get(pk=referral.promise_id).ending
    assert ending.reason == "Whoever owed it is not there to keep it."


def test_its_time_stays_what_it_was(referral, doctor_sun, manager_gu):
    posting.leave(doctor_sun, by=manager_gu)
    falling_back.look(at=NOON + HOUR)

    now = Referral.objects.get(pk=referral.pk).promise
    assert now.due_at == referral.promise.due_at


def test_so_does_a_doctor_who_lays_the_post_down(referral, doctor_sun):
    Post.objects.filter(staff=doctor_sun).update(until_on=TODAY)

    falling_back.look(at=NOON + HOUR)

    assert fallen(referral)


def test_and_one_on_leave_until_after_it_is_due(referral, doctor_sun):
    away(doctor_sun, NOON, NOON + timedelta(days=5))

    falling_back.look(at=NOON + HOUR)

    assert fallen(referral)


def test_but_not_one_who_is_back_in_time(referral, doctor_sun):
    away(doctor_sun, NOON, NOON + 2 * HOUR)

    falling_back.look(at=NOON + HOUR)

    assert not fallen(referral)


def test_a_second_look_changes_nothing(referral, doctor_sun, manager_gu):
    posting.leave(doctor_sun, by=manager_gu)
    falling_back.look(at=NOON + HOUR)

    assert falling_back.look(at=NOON + HOUR) == 0
    assert fallen(referral)


def test_a_step_that_would_fall_to_somebody_gone_falls_to_the_role(
    referral, doctor_sun, dongyuan
):
    away(doctor_sun, NOON, NOON + timedelta(days=60))
    referral.accept(doctor=doctor_sun, by=doctor_sun, at=NOON)

    assert fallen(referral)
