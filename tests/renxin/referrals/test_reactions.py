from datetime import timedelta

import pytest

from renxin.journal import book
from renxin.promises import lateness
from renxin.promises.models import Promise
from renxin.promises.terms import Terms
from renxin.referrals.kinds import Gone, Step
from renxin.referrals.models import Referral
from renxin.referrals.refusals import HangsOnReferral
from renxin.visits.facts import TakenUp
from renxin.visits.models import Visit
from tests.cast import NOON, TODAY
from tests.renxin.referrals.made import owed, referred

HOUR = timedelta(hours=1)


@pytest.fixture
def referral(wang_fang, dongyuan, doctor_li, doctor_sun):
    return referred(wang_fang, dongyuan, by=doctor_li, to=doctor_sun)


@pytest.fixture
def visit(wang_fang, dongyuan):
    return Visit.objects.create(patient=wang_fang, clinic=dongyuan, began_at=NOON)


def fresh(referral):
    return Referral.objects.get(pk=referral.pk)


def taken_up(visit, by):
    book.record(
        TakenUp(
            visit_id=visit.pk,
            patient_id=visit.patient_id,
            clinic_id=visit.clinic_id,
            by_id=by.pk,
            at=NOON + 2 * HOUR,
        )
    )


def test_its_promise_is_not_ended_past_it(referral, doctor_sun):
    for end in (
        lambda one: one.keep(outcome="SEEN", by=doctor_sun, at=NOON),
        lambda one: one.release(outcome="DECLINED", by=doctor_sun, at=NOON),
    ):
        with pytest.raises(HangsOnReferral):
            end(Promise.objects.get())

    assert owed(referral) == [referral.promise]


def test_a_promise_of_another_kind_is_nobodys_referral(wang_fang, dongyuan, doctor_li):
    terms = {"kind": "REFERRAL", "what": "陪王芳去放射科", "due_at": NOON + HOUR}
    from_hand = Promise.make(
        wang_fang,
        Terms(**terms, owner=doctor_li),
        clinic=dongyuan,
        by=doctor_li,
        at=NOON,
    )

    assert from_hand.keep(outcome="SEEN", by=doctor_li, at=NOON).how == "KEPT"


def test_what_went_on_is_not_taken_back(referral, doctor_sun):
    first = referral.promise
    referral.accept(doctor=doctor_sun, by=doctor_sun, at=NOON)

    with pytest.raises(HangsOnReferral):
        Promise.objects.get(pk=first.pk).reopen(by=doctor_sun, at=NOON)

    assert owed(referral) == [fresh(referral).promise]


def test_nor_is_the_report(referral, doctor_sun):
    referral.accept(doctor=doctor_sun, by=doctor_sun, at=NOON)
    referral.see(doctor=doctor_sun, by=doctor_sun, at=NOON)
    referral.report_back(found="牙髓炎", advice="根管", by=doctor_sun, at=NOON)

    with pytest.raises(HangsOnReferral):
        fresh(referral).promise.reopen(by=doctor_sun, at=NOON)


def test_whoever_owns_up_still_owes_it(referral, doctor_sun):
    Promise.objects.get().break_(reason="忙忘了", by=doctor_sun, at=NOON + HOUR)

    again = fresh(referral).promise
    assert owed(referral) == [again]
    assert again.came_of == referral.promise
    assert again.due_at > NOON + HOUR


def test_what_the_night_breaks_is_owed_the_next_morning(referral):
    late = referral.promise.due_at + 100 * HOUR
    lateness.tell_upward(at=late)
    lateness.break_forgotten(at=late + HOUR)

    assert Promise.objects.get(pk=referral.promise_id).ending.how == "BROKEN"
    assert owed(referral) == [fresh(referral).promise]


def test_nobody_owes_the_dead_an_answer(referral, wang_fang):
    wang_fang.died_on = TODAY
    wang_fang.save()
    late = referral.promise.due_at + 100 * HOUR
    lateness.tell_upward(at=late)
    lateness.break_forgotten(at=late + HOUR)

    assert fresh(referral).retraction.why == Gone.DIED
    assert owed(referral) == []


def test_being_with_the_doctor_who_said_yes_is_being_seen(referral, visit, doctor_sun):
    referral.accept(doctor=doctor_sun, by=doctor_sun, at=NOON + HOUR)
    taken_up(visit, doctor_sun)

    now = fresh(referral)
    assert now.step() == Step.REPORT
    assert (now.seen.visit, now.seen.doctor) == (visit, doctor_sun)
    assert owed(referral) == [now.promise]


def test_being_with_somebody_else_is_not(referral, visit, doctor_sun, greeter_lin):
    referral.accept(doctor=doctor_sun, by=doctor_sun, at=NOON + HOUR)
    taken_up(visit, greeter_lin)

    assert fresh(referral).step() == Step.SEE


def test_being_with_them_before_the_answer_changes_nothing(referral, visit, doctor_sun):
    taken_up(visit, doctor_sun)

    assert fresh(referral).step() == Step.ANSWER
