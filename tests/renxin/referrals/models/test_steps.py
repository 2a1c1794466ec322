from datetime import timedelta

import pytest

from renxin.booking.models import Appointment
from renxin.journal.models import Entry
from renxin.patients import merge
from renxin.promises.models import Promise
from renxin.promises.terms import Terms
from renxin.referrals.asking import Expected, No, Onward, Promised, Stays
from renxin.referrals.kinds import Gone, Step, Why
from renxin.referrals.models import Referral
from renxin.referrals.refusals import (
    DoesNotSeePatients,
    NoNextStep,
    NoReason,
    NotThatStep,
    NotYet,
    NotYours,
    NotYoursToTakeBack,
    SeenAlready,
    TooLate,
    ToOneself,
)
from renxin.referrals.where import Target
from renxin.staff.models import Post
from renxin.staff.roles import Role
from tests.cast import NOON, SINCE, employed, enrolled
from tests.renxin.referrals.made import TO_THE_HOSPITAL, owed, referred

HOUR = timedelta(hours=1)


@pytest.fixture
def referral(wang_fang, dongyuan, doctor_li, doctor_sun):
    return referred(wang_fang, dongyuan, by=doctor_li, to=doctor_sun)


@pytest.fixture
def outside(wang_fang, dongyuan, doctor_li):
    return referred(wang_fang, dongyuan, by=doctor_li, **TO_THE_HOSPITAL)


def accepted(referral, sun):
    referral.accept(doctor=sun, by=sun, at=NOON + HOUR)
    return referral


def seen(referral, sun):
    accepted(referral, sun).see(doctor=sun, by=sun, at=NOON + 2 * HOUR)
    return referral


def hangs_on_one_promise(referral):
    referral = Referral.objects.get(pk=referral.pk)
    return owed(referral) == ([] if referral.ended_at else [referral.promise])


def no(instead, why=Why.NO_ROOM, words="两周内没有空"):
    return No(why=why, words=words, instead=instead)


def test_from_sent_to_reported_each_step_keeps_the_one_before(referral, doctor_sun):
    steps = [referral.step()]
    assert hangs_on_one_promise(referral)
    first = referral.promise
    accepted(referral, doctor_sun)
    steps.append(referral.step())
    assert hangs_on_one_promise(referral)
    assert referral.promise.what == "看诊（李予安转来）"
    assert first.ending.how == "KEPT"
    referral.see(doctor=doctor_sun, by=doctor_sun, at=NOON + 2 * HOUR)
    steps.append(referral.step())
    assert hangs_on_one_promise(referral)
    assert referral.promise.what == "把情况回复给李予安"
    referral.report_back(
        found="46 牙髓炎", advice="根管治疗", by=doctor_sun, at=NOON + 3 * HOUR
    )
    steps.append(referral.step())

    assert steps == [Step.ANSWER, Step.SEE, Step.REPORT, Step.OVER]
    assert hangs_on_one_promise(referral)
    kept = Promise.objects.filter(kind="REFERRAL", ending__how="KEPT")
    assert kept.count() == 3
    names = Entry.objects.filter(fact__startswith="referrals.").values_list("fact")
    assert {name for (name,) in names} == {
        "referrals.sent",
        "referrals.accepted",
        "referrals.seen",
        "referrals.reported",
    }


def test_what_was_found_is_not_told_to_the_journal(referral, doctor_sun):
    seen(referral, doctor_sun)
    referral.report_back(found="牙髓炎", advice="根管", by=doctor_sun, at=NOON)

    told = Entry.objects.get(fact="referrals.reported")
    assert "牙髓炎" not in str(told.particulars)


def test_a_colleague_may_be_named_to_see_them(referral, doctor_sun, dongyuan):
    zhou = employed("zhou", "周一", Role.DOCTOR, dongyuan)
    referral.accept(doctor=zhou, by=doctor_sun, at=NOON)

    assert referral.promise.owner == zhou


def test_the_sender_cannot_be_the_one_who_sees_them(referral, doctor_sun, doctor_li):
    with pytest.raises(ToOneself):
        referral.accept(doctor=doctor_li, by=doctor_sun, at=NOON)
    accepted(referral, doctor_sun)
    with pytest.raises(ToOneself):
        referral.see(doctor=doctor_li, by=doctor_li, at=NOON)


def test_nobody_is_named_who_does_not_work_there(referral, doctor_sun, doctor_qian):
    with pytest.raises(DoesNotSeePatients):
        referral.accept(doctor=doctor_qian, by=doctor_sun, at=NOON)


def test_who_comes_second_reads_who_was_first(referral, doctor_sun):
    accepted(referral, doctor_sun)

    with pytest.raises(NotThatStep, match=r"孙一禾 was quicker at .*: Accepted"):
        referral.accept(doctor=doctor_sun, by=doctor_sun, at=NOON + HOUR)

    assert hangs_on_one_promise(referral)


def test_steps_come_in_order(referral, doctor_sun):
    with pytest.raises(NotYet):
        referral.see(doctor=doctor_sun, by=doctor_sun, at=NOON)
    with pytest.raises(NotYet):
        referral.report_back(found="x", advice="y", by=doctor_sun, at=NOON)


def test_a_report_says_what_and_what_next(referral, doctor_sun):
    seen(referral, doctor_sun)

    for found, advice in (("", "根管"), ("牙髓炎", " ")):
        with pytest.raises(NoReason):
            referral.report_back(found=found, advice=advice, by=doctor_sun, at=NOON)


def test_another_clinic_has_no_say(referral, doctor_qian, doctor_sun):
    with pytest.raises(NotYours):
        referral.accept(doctor=doctor_sun, by=doctor_qian, at=NOON)
    with pytest.raises(NotYoursToTakeBack):
        referral.take_back(Gone.WELL, by=doctor_qian, at=NOON)


def test_who_works_here_and_refers_elsewhere_alone_has_no_say_either(
    referral, dongyuan, doctor_qian, doctor_sun
):
    Post.objects.create(
        staff=doctor_qian, clinic=dongyuan, role=Role.GREETER, since_on=SINCE
    )

    with pytest.raises(NotYours):
        referral.accept(doctor=doctor_sun, by=doctor_qian, at=NOON)
    with pytest.raises(NotYoursToTakeBack):
        referral.take_back(Gone.WELL, by=doctor_qian, at=NOON)


def test_a_no_leaves_them_with_whoever_asked_until_a_day(
    referral, doctor_sun, doctor_li
):
    day = NOON + timedelta(days=2)
    decline = referral.say_no(no(Stays(day)), by=doctor_sun, at=NOON)

    assert decline.promise.owner == doctor_li
    assert decline.promise.due_at == day
    assert decline.promise.what == "由你继续照看：对方没有接收"
    assert decline.promise.why == "孙一禾：两周内没有空"
    assert hangs_on_one_promise(referral)


def test_the_journal_hears_why_not_and_none_of_the_words(referral, doctor_sun):
    accepted(referral, doctor_sun)
    day = NOON + timedelta(days=2)
    referral.say_no(no(Stays(day)), by=doctor_sun, at=NOON + HOUR)

    told = Entry.objects.get(fact="referrals.refused").told()
    assert told.telling() == "No room in time·Promised something else"
    every = str(list(Entry.objects.values_list("particulars", flat=True)))
    assert "两周内没有空" not in every


def test_a_no_may_promise_something_else(referral, doctor_sun):
    terms = Terms(
        kind="EXPLAIN", what="先做牙周", due_at=NOON + HOUR, owner_role=Role.GREETER
    )
    decline = referral.say_no(no(Promised(terms)), by=doctor_sun, at=NOON)

    assert decline.promise.what == "先做牙周"
    assert hangs_on_one_promise(referral)


def test_a_no_may_name_the_appointment_they_have(
    referral, doctor_sun, wang_fang, dongyuan
):
    coming = Appointment.objects.create(
        patient=wang_fang, clinic=dongyuan, starts_at=NOON + timedelta(days=3)
    )
    decline = referral.say_no(no(Expected(coming)), by=doctor_sun, at=NOON)

    assert decline.appointment == coming
    assert hangs_on_one_promise(referral)


def test_but_not_somebody_elses(referral, doctor_sun, dongyuan):
    other = enrolled(dongyuan, "X1", "赵敏")
    coming = Appointment.objects.create(
        patient=other, clinic=dongyuan, starts_at=NOON + timedelta(days=3)
    )

    with pytest.raises(NoNextStep):
        referral.say_no(no(Expected(coming)), by=doctor_sun, at=NOON)

    assert hangs_on_one_promise(referral)


def test_a_no_may_send_them_on(referral, doctor_sun, dongyuan):
    zhou = employed("zhou", "周一", Role.DOCTOR, dongyuan)
    target = Target(clinic=dongyuan, doctor=zhou)
    decline = referral.say_no(no(Onward(target)), by=doctor_sun, at=NOON)

    onward = decline.onward
    assert (onward.sent_by, onward.to_doctor, onward.hop) == (doctor_sun, zhou, 2)
    assert onward.reason == referral.reason
    assert owed(referral) == [onward.promise]


def test_a_no_after_a_yes_lets_the_promise_go(referral, doctor_sun):
    accepted(referral, doctor_sun)
    due = referral.promise
    referral.say_no(no(Stays(NOON + 9 * HOUR)), by=doctor_sun, at=NOON + HOUR)

    assert due.ending.how == "RELEASED"
    assert hangs_on_one_promise(referral)


@pytest.mark.parametrize(
    ("said", "refused"),
    [
        (no(Stays(NOON + HOUR), words=" "), NoReason),
        (no(Stays(NOON - HOUR)), NoNextStep),
        (no(Stays(NOON + 30 * HOUR), why=Why.OUT_OF_SCOPE), TooLate),
    ],
)
def test_a_no_needs_words_and_a_day_to_come(referral, doctor_sun, said, refused):
    with pytest.raises(refused):
        referral.say_no(said, by=doctor_sun, at=NOON)

    assert hangs_on_one_promise(referral)


def test_what_is_taken_back_is_owed_no_more(referral, doctor_li):
    referral.take_back(Gone.PATIENT, words="先观察", by=doctor_li, at=NOON)

    assert hangs_on_one_promise(referral)
    assert referral.step() == Step.OVER
    told = Entry.objects.get(fact="referrals.withdrawn").told()
    assert "The patient does not want it" in told.telling()


def test_once_seen_it_is_reported_not_taken_back(referral, doctor_sun, doctor_li):
    seen(referral, doctor_sun)

    with pytest.raises(SeenAlready):
        referral.take_back(Gone.PATIENT, by=doctor_li, at=NOON)


def test_of_a_place_outside_we_write_down_what_became_of_it(outside, doctor_li):
    assert hangs_on_one_promise(outside)

    outside.report_back(found="已拔除", advice="一周后复查", by=doctor_li, at=NOON)

    assert hangs_on_one_promise(outside)


def test_nobody_outside_can_accept_here(outside, doctor_li, doctor_sun):
    with pytest.raises(NotThatStep):
        outside.accept(doctor=doctor_sun, by=doctor_li, at=NOON)


def test_a_merge_in_the_middle_loses_nothing(
    referral, doctor_sun, dongyuan, manager_gu, wang_fang
):
    accepted(referral, doctor_sun)
    kept = enrolled(dongyuan, "K1", "王芳")
    merge.merge(kept=kept, merged=wang_fang, reason="同一人", by=manager_gu, at=NOON)
    referral = Referral.objects.get(pk=referral.pk)
    referral.see(doctor=doctor_sun, by=doctor_sun, at=NOON + 2 * HOUR)

    assert referral.promise.patient == kept
    assert hangs_on_one_promise(referral)
    wang_fang.refresh_from_db()
    again = referred(wang_fang, dongyuan, by=doctor_sun, to=referral.sent_by)
    assert (again.patient, again.hop) == (kept, 2)
