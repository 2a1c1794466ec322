from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from renxin.booking.models import Appointment
from renxin.promises.models import Promise
from renxin.referrals.kinds import Step
from renxin.referrals.models import Referral
from renxin.staff.roles import Role
from tests.cast import employed
from tests.renxin.referrals.made import owed
from tests.renxin.referrals.views.conftest import HTMX, desk_of

WHY = {"why": "NO_ROOM", "words": "两周内没有空"}


def url(name, referral, *args):
    return reverse(f"referrals:{name}", args=[referral.pk, *args])


def now_of(referral):
    return Referral.objects.get(pk=referral.pk)


@pytest.fixture
def accepted(referral, doctor_sun):
    referral.accept(doctor=doctor_sun, by=doctor_sun, at=timezone.now())
    return referral


@pytest.fixture
def seen(accepted, doctor_sun):
    accepted.see(doctor=doctor_sun, by=doctor_sun, at=timezone.now())
    return accepted


def test_one_key_accepts_and_the_presser_sees_them(sun, referral, doctor_sun):
    answer = sun.post(url("acceptance", referral), headers=HTMX)

    assert answer.status_code == 200
    assert "referral-changed" in answer["HX-Trigger"]
    assert now_of(referral).acceptance.doctor == doctor_sun


def test_a_colleague_can_be_chosen_but_never_the_sender(sun, referral, dongyuan):
    zhou = employed("zhou", "周一", Role.DOCTOR, dongyuan)
    form = sun.get(url("acceptance", referral), headers=HTMX).content.decode()
    sun.post(url("acceptance", referral), {"doctor": zhou.pk, "note": "周三上午"})

    assert "周一" in form
    assert ">李予安<" not in form
    assert now_of(referral).acceptance.doctor == zhou


def test_who_comes_second_reads_who_was_first(sun, referral, dongyuan, doctor_sun):
    sun.post(url("acceptance", referral), headers=HTMX)
    zhou = desk_of(employed("zhou", "周一", Role.DOCTOR, dongyuan))
    answer = zhou.post(url("acceptance", referral), headers=HTMX)

    assert answer.status_code == 409
    assert "孙一禾 was quicker" in answer.content.decode()
    assert len(owed(referral)) == 1


def test_a_double_click_accepts_once(sun, referral):
    key = HTMX | {"Idempotency-Key": "one-click"}
    answers = [sun.post(url("acceptance", referral), headers=key) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert len(owed(referral)) == 1


def test_seen_by_one_key(sun, accepted, doctor_sun):
    sun.post(url("seen", accepted), headers=HTMX)

    assert now_of(accepted).step() == Step.REPORT


def test_seen_before_the_answer_is_refused(sun, referral):
    answer = sun.post(url("seen", referral), headers=HTMX)

    assert answer.status_code == 422
    assert "It has not come to that step yet." in answer.content.decode()


def test_the_report_says_what_and_what_next(sun, seen):
    asked = sun.get(url("report", seen), headers=HTMX)
    short = sun.post(url("report", seen), {"found": "牙髓炎"}, headers=HTMX)
    told = {"found": "牙髓炎", "advice": "根管治疗"}
    answer = sun.post(url("report", seen), told, headers=HTMX)

    assert [asked.status_code, short.status_code, answer.status_code] == [200, 422, 200]
    assert now_of(seen).report.advice == "根管治疗"
    assert owed(seen) == []


def test_a_no_leaves_them_with_the_sender_until_a_day(sun, referral, doctor_li):
    data = WHY | {"when": "TOMORROW"}
    answer = sun.post(url("no", referral, "stays"), data, headers=HTMX)

    assert answer.status_code == 200
    assert now_of(referral).decline.promise.owner == doctor_li


def test_a_no_without_words_or_day_is_refused(sun, referral):
    for data in (WHY | {"words": " ", "when": "TOMORROW"}, WHY):
        answer = sun.post(url("no", referral, "stays"), data, headers=HTMX)
        assert answer.status_code == 422

    assert now_of(referral).step() == Step.ANSWER


def test_a_no_may_send_them_on(sun, referral, dongyuan):
    zhou = employed("zhou", "周一", Role.DOCTOR, dongyuan)
    data = WHY | {"to": f"doctor-{dongyuan.pk}-{zhou.pk}"}
    sun.post(url("no", referral, "onward"), data, headers=HTMX)

    assert now_of(referral).decline.onward.to_doctor == zhou


def test_a_no_may_name_their_appointment(sun, referral, dongyuan):
    coming = Appointment.objects.create(
        patient=referral.patient,
        clinic=dongyuan,
        starts_at=timezone.now() + timedelta(days=3),
    )
    data = WHY | {"appointment": coming.pk}
    sun.post(url("no", referral, "expected"), data, headers=HTMX)

    assert now_of(referral).decline.appointment == coming


def test_a_no_may_promise_something(sun, referral):
    data = WHY | {"what": "先做牙周", "owner": "role:GREETER", "when": "TOMORROW"}
    sun.post(url("no", referral, "promised"), data, headers=HTMX)

    assert now_of(referral).decline.promise == Promise.objects.get(what="先做牙周")


def test_every_way_of_a_no_has_its_form(sun, referral):
    for way in ("stays", "onward", "expected", "promised"):
        answer = sun.get(url("no", referral, way), headers=HTMX)
        assert answer.status_code == 200

    assert sun.get(url("no", referral, "never")).status_code == 404


def test_the_sender_takes_it_back(li, referral):
    asked = li.get(url("retraction", referral), headers=HTMX)
    answer = li.post(url("retraction", referral), {"why": "PATIENT"}, headers=HTMX)

    assert (asked.status_code, answer.status_code) == (200, 200)
    assert now_of(referral).step() == Step.OVER


def test_what_was_seen_is_not_taken_back(li, seen):
    answer = li.post(url("retraction", seen), {"why": "PATIENT"}, headers=HTMX)

    assert answer.status_code == 422
    assert "report back instead" in answer.content.decode()


def test_the_key_of_the_promise_alone_does_not_end_it(sun, referral):
    ending = reverse("promises:ending", args=[referral.promise_id])
    answer = sun.post(ending, {"way": "SEEN"}, headers=HTMX)

    assert answer.status_code == 422
    assert "This promise belongs to a referral" in answer.content.decode()
    assert owed(referral) == [referral.promise]


def test_the_front_desk_answers_nothing(referral, greeter_lin):
    desk = desk_of(greeter_lin)

    assert desk.post(url("acceptance", referral)).status_code == 403


def test_another_clinic_finds_nothing_to_answer(referral, doctor_qian):
    desk = desk_of(doctor_qian)

    for name in ("acceptance", "seen", "report", "retraction"):
        assert desk.post(url(name, referral)).status_code == 404
