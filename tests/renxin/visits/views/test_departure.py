from datetime import date

import pytest

from renxin.booking import agreement
from renxin.booking.models import Service
from renxin.booking.terms import Place, Terms
from renxin.promises.models import Promise
from renxin.rosters.models import Shift
from renxin.rosters.spans import span
from renxin.staff.roles import Role
from renxin.visits.kinds import Stage
from renxin.visits.leaving.form import in_days, in_months
from renxin.visits.models import Departure, NextStep
from tests.renxin.booking.conftest import clock
from tests.renxin.visits.owed import owed
from tests.renxin.visits.views.conftest import HTMX, press


@pytest.fixture
def back(came):
    """Zhou is back in the doctor's room."""
    return came("周敏珍", stage=Stage.BACK_TO_DOCTOR)


@pytest.fixture
def booked(back, dongyuan, li):
    """Zhou comes again on Thursday."""
    Shift.objects.create(
        staff=li,
        clinic=dongyuan,
        role=Role.DOCTOR,
        during=span(clock(8, day=5), clock(18, day=5)),
    )
    place = Place(clinic=dongyuan, starts_at=clock(10, day=5), minutes=30, doctor=li)
    filling = Service.objects.create(code="filling", name="补牙", minutes=30)
    terms = Terms(place=place, service=filling)
    return agreement.book(back.patient, terms, by=li, at=clock(9))


def leave(client, visit, **told):
    return press(client, "departure", visit, **told)


def said(answer):
    return answer.content.decode()


def test_a_doctor_sees_off_with_a_recall_in_one_go(at_chair, back):
    answer = leave(at_chair, back, kind="RECALL", recall_on="2026-06-03")

    assert "visits-changed" in answer["HX-Trigger"]
    step = NextStep.objects.get()
    assert (step.kind, step.due_on) == ("RECALL", date(2026, 6, 3))
    assert Departure.objects.get().went_back


def test_an_appointment_of_theirs_is_the_next_step(at_chair, back, booked):
    page = said(at_chair.get(f"/flow/visits/{back.pk}/departure/", headers=HTMX))
    leave(at_chair, back, kind="APPOINTMENT", appointment=booked.pk)

    assert "03-05 10:00" in page
    assert NextStep.objects.get().appointment == booked


def test_a_promise_has_a_day_and_somebody_who_keeps_it(at_chair, back):
    leave(
        at_chair,
        back,
        kind="PROMISE",
        what="问伤口",
        promise_on="",
        promise_other="2026-03-06",
        owner_role="ASSISTANT",
    )

    promise = Promise.objects.get()
    assert (promise.what, promise.owner_role) == ("问伤口", Role.ASSISTANT)
    assert NextStep.objects.get().due_on == date(2026, 3, 6)


def test_nothing_comes_next_only_with_a_reason(at_chair, back):
    without = leave(at_chair, back, kind="NONE")
    leave(at_chair, back, kind="NONE", why_nothing="MOVED")

    assert (without.status_code, "Agree what comes next" in said(without)) == (
        422,
        True,
    )
    assert NextStep.objects.get().why_nothing == "MOVED"


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"kind": "RECALL"},
        {"kind": "RECALL", "recall_other": "someday"},
        {"kind": "PROMISE", "promise_on": ""},
        {"kind": "APPOINTMENT"},
        {"kind": "APPOINTMENT", "appointment": "999"},
        {"kind": "SALE"},
    ],
)
def test_a_step_without_its_day_is_asked_for_again(at_chair, back, told):
    answer = leave(at_chair, back, **told)

    assert answer.status_code == 422
    assert "Agree what comes next" in said(answer)
    assert not Departure.objects.exists()


def test_a_day_gone_by_is_no_next_step(at_chair, back):
    answer = leave(at_chair, back, kind="RECALL", recall_other="2026-03-01")

    assert "lies in the future" in said(answer)


def test_nobody_leaves_from_the_cashier_without_a_word(desk, came):
    visit = came("吴若澄", stage=Stage.CASHIER)
    step = {"kind": "RECALL", "recall_on": "2026-06-03"}
    refused = leave(desk, visit, **step)
    leave(desk, visit, why_not_back="IN_A_HURRY", **step)

    assert refused.status_code == 422
    assert "Take the patient back to the doctor" in said(refused)
    assert Departure.objects.get().why_not_back == "IN_A_HURRY"


def test_from_the_doctors_room_only_who_may_see_off_does(desk, back):
    answer = leave(desk, back, kind="RECALL", recall_on="2026-06-03")

    assert answer.status_code == 422
    assert "Only the doctor sees off from here" in said(answer)


def test_what_is_still_owed_is_named_in_the_same_dialog(at_chair, back):
    owed(Stage.BACK_TO_DOCTOR, "asked", role=Role.DOCTOR)

    answer = leave(at_chair, back, kind="RECALL", recall_on="2026-06-03")

    assert answer.status_code == 422
    assert "Still owed to them" in said(answer)
    assert f"/flow/visits/{back.pk}/duties/" in said(answer)


def test_pressed_twice_somebody_leaves_once(at_chair, back):
    told = {"kind": "RECALL", "recall_on": "2026-06-03"}
    address = f"/flow/visits/{back.pk}/departure/"
    key = HTMX | {"Idempotency-Key": "one-press"}

    first = at_chair.post(address, told, headers=key)
    second = at_chair.post(address, told, headers=key)
    third = at_chair.post(address, told, headers=HTMX)

    assert (first.status_code, second.status_code) == (200, 200)
    assert (third.status_code, "left already" in said(third)) == (422, True)
    assert Departure.objects.count() == 1


def test_the_dialog_takes_few_queries(
    at_chair, back, booked, django_assert_max_num_queries
):
    with django_assert_max_num_queries(18):
        at_chair.get(f"/flow/visits/{back.pk}/departure/", headers=HTMX)


def test_months_end_where_they_end():
    assert [one.day for one in in_months(date(2026, 11, 30))] == [
        date(2026, 12, 30),
        date(2027, 2, 28),
        date(2027, 5, 30),
        date(2027, 11, 30),
    ]


def test_days_are_counted_from_today():
    assert [str(one.day) for one in in_days(date(2026, 2, 27))] == [
        "2026-02-28",
        "2026-03-02",
        "2026-03-06",
    ]
