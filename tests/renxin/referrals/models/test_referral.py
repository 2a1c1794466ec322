from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from renxin.journal.models import Entry
from renxin.patients.models import Consent, Enrolment, Purpose
from renxin.promises.models import Promise
from renxin.promises.refusals import NotToBeContacted
from renxin.referrals.kinds import Gone
from renxin.referrals.models import Referral
from renxin.referrals.refusals import (
    AlreadyReferred,
    DoesNotSeePatients,
    NobodyThere,
    NoReason,
    NotAgreed,
    NowhereToGo,
    ToOneself,
)
from renxin.referrals.where import Target
from renxin.staff.roles import Role
from tests.cast import NOON, TODAY
from tests.renxin.referrals.made import REASON, TO_THE_HOSPITAL, owed, referred

HOUR = timedelta(hours=1)


def test_whoever_is_asked_owes_an_answer(wang_fang, dongyuan, doctor_li, doctor_sun):
    referral = referred(
        wang_fang, dongyuan, by=doctor_li, to=doctor_sun, urgency="SOON"
    )

    assert owed(referral) == [referral.promise]
    promise = referral.promise
    assert (promise.owner, promise.clinic) == (doctor_sun, dongyuan)
    assert promise.what == "回复李予安的转诊"
    assert promise.due_at == NOON + 4 * HOUR


def test_a_department_owes_it_together(
    wang_fang, dongyuan, doctor_li, doctor_sun, endodontics
):
    target = Target(clinic=dongyuan, department=endodontics)
    referral = referred(wang_fang, dongyuan, by=doctor_li, to=target)

    assert referral.promise.owner is None
    assert referral.promise.owner_role == Role.DOCTOR
    assert referral.to_told == "牙体牙髓科"


def test_it_is_told_on_the_timeline(wang_fang, dongyuan, doctor_li, doctor_sun):
    referred(wang_fang, dongyuan, by=doctor_li, to=doctor_sun, kind="TRANSFER")

    told = Entry.objects.get(fact="referrals.sent").told()
    assert told.telling() == "Transfer: the other side goes on treating·Routine"


def test_the_journal_that_forgets_nothing_hears_neither_name_nor_reason(
    wang_fang, dongyuan, doctor_li
):
    referral = referred(wang_fang, dongyuan, by=doctor_li, **TO_THE_HOSPITAL)
    referral.take_back(Gone.PATIENT, words="王芳的母亲不同意", by=doctor_li, at=NOON)

    told = str(list(Entry.objects.values_list("particulars", flat=True)))
    for words in ("王芳", "市口腔医院", REASON, "母亲"):
        assert words not in told
    assert referral.promise.why.startswith("市口腔医院颌面外科：")
    assert referral.retraction.words == "王芳的母亲不同意"


def test_another_clinic_of_the_house_may_look_from_then_on(
    wang_fang, dongyuan, hexi, doctor_li, doctor_qian
):
    target = Target(clinic=hexi, doctor=doctor_qian)
    referral = referred(wang_fang, dongyuan, by=doctor_li, to=target)

    assert Enrolment.objects.filter(patient=wang_fang, clinic=hexi).exists()
    assert referral.promise.clinic == hexi
    assert referral.to_told == "河西·钱知行"


def test_two_clinics_see_it_and_no_third(
    wang_fang, dongyuan, doctor_li, doctor_sun, outsider_zhao
):
    referral = referred(wang_fang, dongyuan, by=doctor_li, to=doctor_sun)

    assert referral in Referral.objects.visible_to(doctor_sun)
    assert referral not in Referral.objects.visible_to(outsider_zhao)


@pytest.mark.parametrize("reason", ["", "  ", "\n"])
def test_it_needs_a_reason(wang_fang, dongyuan, doctor_li, doctor_sun, reason):
    with pytest.raises(NoReason):
        referred(wang_fang, dongyuan, by=doctor_li, to=doctor_sun, reason=reason)

    assert not Promise.objects.exists()


def test_nobody_refers_to_themselves(wang_fang, dongyuan, doctor_li):
    with pytest.raises(ToOneself):
        referred(wang_fang, dongyuan, by=doctor_li, to=doctor_li)


def test_it_goes_to_somebody(wang_fang, dongyuan, doctor_li):
    for target in (Target(clinic=dongyuan), Target(place=" ")):
        with pytest.raises(NowhereToGo):
            referred(wang_fang, dongyuan, by=doctor_li, to=target)


def test_a_department_without_doctors_would_never_answer(
    wang_fang, dongyuan, doctor_li, orthodontics
):
    target = Target(clinic=dongyuan, department=orthodontics)

    with pytest.raises(NobodyThere, match="No doctor works in 正畸科"):
        referred(wang_fang, dongyuan, by=doctor_li, to=target)


def test_nor_would_one_in_which_only_the_sender_works(
    wang_fang, dongyuan, doctor_sun, endodontics
):
    target = Target(clinic=dongyuan, department=endodontics)

    with pytest.raises(NobodyThere):
        referred(wang_fang, dongyuan, by=doctor_sun, to=target)


def test_nobody_is_asked_who_does_not_see_patients(
    wang_fang, dongyuan, doctor_li, greeter_lin, doctor_qian
):
    for other in (greeter_lin, doctor_qian):
        with pytest.raises(DoesNotSeePatients):
            referred(wang_fang, dongyuan, by=doctor_li, to=other)


def test_the_same_is_not_asked_twice_at_once(
    wang_fang, dongyuan, doctor_li, doctor_sun
):
    referred(wang_fang, dongyuan, by=doctor_li, to=doctor_sun)

    with pytest.raises(AlreadyReferred):
        referred(wang_fang, dongyuan, by=doctor_li, to=doctor_sun)

    assert Promise.objects.count() == 1


def test_nobody_refers_the_dead(wang_fang, dongyuan, doctor_li, doctor_sun):
    wang_fang.died_on = TODAY
    wang_fang.save()

    with pytest.raises(NotToBeContacted):
        referred(wang_fang, dongyuan, by=doctor_li, to=doctor_sun)


def test_nothing_leaves_the_house_unless_they_agreed(wang_fang, dongyuan, doctor_li):
    with pytest.raises(NotAgreed):
        referred(wang_fang, dongyuan, by=doctor_li, to=Target(place="市口腔医院"))


def test_outside_their_yes_is_kept_and_we_ask_what_became_of_it(
    wang_fang, dongyuan, doctor_li
):
    referral = referred(wang_fang, dongyuan, by=doctor_li, **TO_THE_HOSPITAL)

    assert referral.consent == Consent.objects.get(purpose=Purpose.SHARE)
    assert referral.promise.owner == doctor_li
    assert referral.promise.what == "问问在外院怎么样了"
    assert owed(referral) == [referral.promise]


def test_the_fourth_time_in_a_month_a_manager_looks(
    wang_fang, dongyuan, doctor_li, doctor_sun
):
    for day in range(4):
        at = NOON + timedelta(days=day)
        last = referred(wang_fang, dongyuan, by=doctor_li, to=doctor_sun, at=at)
        Referral.objects.filter(pk=last.pk).update(ended_at=at)

    review = Promise.objects.get(owner_role=Role.MANAGER)
    assert last.hop == 4
    assert review.what == "看一看转诊是否妥当"
    assert review.why == "30 天内转了 4 次"


def test_what_was_long_ago_does_not_count(wang_fang, dongyuan, doctor_li, doctor_sun):
    first = referred(wang_fang, dongyuan, by=doctor_li, to=doctor_sun)
    Referral.objects.filter(pk=first.pk).update(ended_at=NOON)

    later = NOON + timedelta(days=31)
    again = referred(wang_fang, dongyuan, by=doctor_li, to=doctor_sun, at=later)

    assert again.hop == 1


@pytest.mark.parametrize("reason", ["同上", "请会诊。", "。。。", "n/a", "转诊!"])
def test_a_reason_that_says_nothing_is_looked_at(
    wang_fang, dongyuan, doctor_li, doctor_sun, reason
):
    referred(wang_fang, dongyuan, by=doctor_li, to=doctor_sun, reason=reason)

    assert Promise.objects.filter(owner_role=Role.MANAGER).count() == 1


def test_a_clinical_reason_is_nobody_elses_business(
    wang_fang, dongyuan, doctor_li, doctor_sun
):
    referred(wang_fang, dongyuan, by=doctor_li, to=doctor_sun, reason=REASON)

    assert not Promise.objects.filter(owner_role=Role.MANAGER).exists()


@pytest.mark.parametrize(
    "broken",
    [{"reason": ""}, {"to_clinic": None}, {"to_doctor": None}, {"to_place": "外院"}],
)
def test_the_database_holds_what_a_referral_is(
    wang_fang, dongyuan, doctor_li, doctor_sun, broken
):
    referral = referred(wang_fang, dongyuan, by=doctor_li, to=doctor_sun)

    with pytest.raises(IntegrityError), transaction.atomic():
        Referral.objects.filter(pk=referral.pk).update(**broken)
