from datetime import timedelta

import pytest

from renxin.booking.models import Appointment
from renxin.followup.models import Loss
from renxin.patients import page
from renxin.patients.page import Viewing
from renxin.promises.models import Promise
from renxin.visits.models import Visit
from tests.cast import NOON, TODAY


@pytest.fixture
def viewing(wang_fang, greeter_lin, dongyuan):
    return Viewing(
        patient=wang_fang,
        record_ids=[wang_fang.pk],
        staff=greeter_lin,
        clinic=dongyuan,
        at=NOON,
    )


@pytest.fixture
def appointment(wang_fang, dongyuan, doctor_li):
    return Appointment.objects.create(
        patient=wang_fang,
        clinic=dongyuan,
        doctor=doctor_li,
        service_name="复查",
        starts_at=NOON + timedelta(days=2),
    )


@pytest.fixture
def promise(wang_fang, dongyuan, greeter_lin):
    return Promise.objects.create(
        patient=wang_fang,
        clinic=dongyuan,
        kind="CALL",
        what="给王芳回电话",
        due_from=NOON,
        due_at=NOON + timedelta(hours=3),
        made_at=NOON,
        owner=greeter_lin,
    )


@pytest.fixture
def loss(wang_fang, dongyuan):
    return Loss.objects.create(
        patient=wang_fang, clinic=dongyuan, learned_on=TODAY, reason="MOVED"
    )


def test_the_next_appointment_is_the_next_step(viewing, loss, promise, appointment):
    step = page.next_step_of(viewing)

    assert "March 4" in step.big or "Mar" in step.big
    assert step.lines[0] == "李予安·复查·东院"


def test_without_an_appointment_it_is_what_we_owe(viewing, loss, promise):
    assert page.next_step_of(viewing).big == "给王芳回电话"


def test_without_either_it_is_the_reason_for_none(viewing, loss):
    assert "Moved away" in page.next_step_of(viewing).big


def test_a_patient_who_came_back_is_not_lost(viewing, loss, wang_fang, dongyuan):
    Visit.objects.create(
        patient=wang_fang, clinic=dongyuan, began_at=NOON + timedelta(days=1)
    )

    assert "Nothing is agreed" in page.next_step_of(viewing).big


def test_the_next_step_is_never_blank(viewing):
    step = page.next_step_of(viewing)

    assert step.action == "Make a promise"
    assert not step.is_owed


def test_an_appointment_that_ended_is_no_next_step(viewing, appointment):
    appointment.starts_at = NOON - timedelta(days=1)
    appointment.save()

    assert page.next_step_of(viewing).action == "Make a promise"


def test_a_badge_says_how_often_they_came(viewing, wang_fang, dongyuan):
    assert "Not been here yet" in [badge.text for badge in page.badges(viewing)]

    Visit.objects.create(patient=wang_fang, clinic=dongyuan, began_at=NOON)

    assert "Came once" in [badge.text for badge in page.badges(viewing)]


def test_the_last_visit_is_told_for_a_handful_in_one_query(
    wang_fang, xiaodou, dongyuan, django_assert_max_num_queries
):
    for patient in (wang_fang, wang_fang, xiaodou):
        Visit.objects.create(patient=patient, clinic=dongyuan, began_at=NOON)

    with django_assert_max_num_queries(1):
        days = page.last_seen_on([wang_fang.pk, xiaodou.pk])

    assert days == {wang_fang.pk: TODAY, xiaodou.pk: TODAY}


def test_what_several_parts_show_is_asked_once(viewing):
    asked = []

    viewing.once("it", lambda: asked.append(1))
    viewing.once("it", lambda: asked.append(1))

    assert asked == [1]
