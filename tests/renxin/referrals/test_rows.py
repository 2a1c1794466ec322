from datetime import timedelta

import pytest

from renxin.referrals.kinds import Gone
from renxin.referrals.models import Referral
from renxin.referrals.rows import row_of
from tests.cast import NOON
from tests.renxin.referrals.made import TO_THE_HOSPITAL, referred

HOUR = timedelta(hours=1)


@pytest.fixture
def referral(wang_fang, dongyuan, doctor_li, doctor_sun):
    return referred(wang_fang, dongyuan, by=doctor_li, to=doctor_sun)


def row(referral, staff, at=NOON):
    return row_of(Referral.objects.told().get(pk=referral.pk), staff=staff, at=at)


def way(shown):
    return [(one.label, one.is_past, one.is_next) for one in shown.stages]


def test_the_line_says_how_far_it_came_and_what_it_waits_for(referral, doctor_sun):
    referral.accept(doctor=doctor_sun, by=doctor_sun, at=NOON)

    assert way(row(referral, doctor_sun)) == [
        ("Sent", True, False),
        ("Accepted", True, False),
        ("To be seen", False, True),
        ("Reported back", False, False),
    ]


def test_of_a_place_outside_it_is_shorter(wang_fang, dongyuan, doctor_li):
    outside = referred(wang_fang, dongyuan, by=doctor_li, **TO_THE_HOSPITAL)
    before = way(row(outside, doctor_li))
    outside.report_back(found="已拔除", advice="复查", by=doctor_li, at=NOON)

    assert before == [("Sent", True, False), ("To be asked after", False, True)]
    assert [past for _label, past, _next in way(row(outside, doctor_li))] == [True] * 2


def test_what_ended_on_the_way_says_how(referral, doctor_li):
    referral.take_back(Gone.WELL, by=doctor_li, at=NOON)
    shown = row(referral, doctor_li)

    assert (shown.stages, shown.stands, shown.state) == ([], "Taken back", "ended")


def test_it_is_late_when_its_promise_is(referral, doctor_sun):
    late = referral.promise.due_at + HOUR

    assert row(referral, doctor_sun, late).state == "late"


def test_only_doctors_of_either_side_have_keys(
    referral, doctor_sun, greeter_lin, doctor_qian
):
    asked = [row(referral, one) for one in (doctor_sun, greeter_lin, doctor_qian)]

    assert [one.may_answer for one in asked] == [True, False, False]
    assert [one.may_take_back for one in asked] == [True, False, False]


def test_whoever_is_sent_about_is_marked(referral, doctor_sun):
    Referral.objects.update(hop=4)

    assert row(referral, doctor_sun).is_sent_about


def test_whoever_asked_is_not_offered_to_answer(
    referral, wang_fang, dongyuan, doctor_li, doctor_sun
):
    outside = referred(wang_fang, dongyuan, by=doctor_li, **TO_THE_HOSPITAL)

    assert row(referral, doctor_sun).may_answer
    assert not row(referral, doctor_li).may_answer
    assert row(outside, doctor_li).may_answer
