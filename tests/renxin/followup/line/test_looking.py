from datetime import timedelta

import pytest
from django.db import connection

from renxin.booking.kinds import How
from renxin.booking.models import Appointment, Outcome
from renxin.followup.line import looking
from renxin.followup.models import Loss
from renxin.promises.models import OptOut
from renxin.visits.kinds import Next, WhyNothing
from renxin.visits.leaving.seeing_off import see_off
from renxin.visits.models import NextStep, Visit
from renxin.visits.terms import Coming, Leaving, Step
from tests.cast import NOON, TODAY, enrolled
from tests.plans import rows_read
from tests.renxin.followup.conftest import YESTERDAY
from tests.renxin.promises.made import promised

SOON = NOON + timedelta(days=3)


@pytest.fixture
def broken(dongyuan):
    return lambda: looking.broken([dongyuan.pk], at=NOON)


def expected(patient, clinic, at=SOON, **told):
    return Appointment.objects.create(
        patient=patient, clinic=clinic, starts_at=at, **told
    )


def test_who_left_without_a_next_step_is_told_by_name(came, wang_fang, broken):
    visit = came(wang_fang)

    (one,) = broken()

    assert (one.patient_id, one.visit_id, one.why) == (wang_fang.pk, visit.pk, "NEVER")
    assert one.broken_at == YESTERDAY


def test_an_appointment_ahead_keeps_the_line_whole(came, wang_fang, dongyuan, broken):
    came(wang_fang)
    expected(wang_fang, dongyuan)

    assert broken() == []


def test_a_time_only_asked_for_does_so_while_it_is_held(
    came, wang_fang, dongyuan, broken
):
    came(wang_fang)
    expected(wang_fang, dongyuan, held_until=NOON - timedelta(minutes=1))

    assert [one.patient_id for one in broken()] == [wang_fang.pk]


def test_an_open_promise_keeps_it_whole_however_late(
    came, wang_fang, dongyuan, greeter_lin, broken
):
    came(wang_fang)
    promised(wang_fang, dongyuan, by=greeter_lin, at=YESTERDAY, due_at=YESTERDAY)

    assert broken() == []


def test_who_did_not_come_and_heard_no_more_is_missed(
    came, wang_fang, dongyuan, broken
):
    came(wang_fang, at=NOON - timedelta(days=9))
    missed = expected(wang_fang, dongyuan, at=YESTERDAY)
    Outcome.objects.create(appointment=missed, kind=How.NO_SHOW, at=YESTERDAY)

    (one,) = broken()

    assert (one.why, one.broken_at) == ("MISSED", YESTERDAY)


def test_what_was_done_and_led_to_nothing_is_a_break_too(
    came, wang_fang, dongyuan, greeter_lin, broken
):
    came(wang_fang)
    call = promised(wang_fang, dongyuan, by=greeter_lin)
    call.keep(outcome="WELL", by=greeter_lin, at=NOON)

    assert [one.why for one in broken()] == ["KEPT"]


def test_a_reason_said_at_the_door_is_none(came, wang_fang, broken):
    visit = came(wang_fang)
    NextStep.objects.create(
        visit=visit, kind=Next.NONE, why_nothing=WhyNothing.FINISHED
    )

    assert broken() == []


@pytest.mark.parametrize(("reason", "many"), [("TRUST", 0), ("UNKNOWN", 1)])
def test_who_told_us_why_they_left_is_explained(came, wang_fang, broken, reason, many):
    came(wang_fang)
    Loss.objects.create(patient=wang_fang, learned_on=TODAY, reason=reason)

    assert len(broken()) == many


def test_who_asked_for_peace_is_left_in_peace(
    came, wang_fang, dongyuan, greeter_lin, broken
):
    came(wang_fang)
    promised(wang_fang, dongyuan, by=greeter_lin).stop_calls(by=greeter_lin, at=NOON)

    assert OptOut.objects.exists()
    assert broken() == []


def test_the_dead_stand_aside_of_the_whole(came, wang_fang, xiaodou, dongyuan):
    came(wang_fang)
    came(xiaodou)
    type(xiaodou).objects.filter(pk=xiaodou.pk).update(died_on=TODAY)

    standing = looking.counted([dongyuan.pk], at=NOON)[dongyuan.pk]

    assert (standing.broken, standing.aside) == (1, 1)
    assert standing.ahead == standing.explained == standing.held_out == 0


def test_two_records_of_one_person_are_one_line(came, wang_fang, dongyuan, broken):
    old = enrolled(dongyuan, "19990001", "王芳")
    type(old).objects.filter(pk=old.pk).update(merged_into=wang_fang)
    came(old)
    expected(wang_fang, dongyuan)

    assert broken() == []


def test_a_past_before_the_day_the_clinic_set_is_not_counted(came, wang_fang, broken):
    came(wang_fang, at=NOON - timedelta(days=900))

    assert broken() == []


def test_what_was_lived_here_counts_from_the_first_day(
    wang_fang, dongyuan, greeter_lin
):
    coming, nothing = Coming(), Step(kind=Next.NONE, why_nothing="FINISHED")
    visit = Visit.begin(wang_fang, dongyuan, coming, by=greeter_lin, at=YESTERDAY)
    leaving = Leaving(step=nothing, why_not_back="WENT_AWAY")
    see_off(visit, leaving, by=greeter_lin, at=YESTERDAY)

    assert looking.counted([dongyuan.pk], at=NOON)[dongyuan.pk].explained == 1


def test_a_hundred_thousand_visits_of_the_past_cost_nothing(came, wang_fang, dongyuan):
    came(wang_fang)
    with connection.cursor() as cursor:
        cursor.execute(
            """INSERT INTO visits_visit (patient_id, clinic_id, doctor_name,
                 department_name, kind, condition, payer, urgency, began_at)
               SELECT %s, %s, '', '', '', '', '', '', %s - n * interval '1 hour'
               FROM generate_series(1, 100000) AS n""",
            [wang_fang.pk, dongyuan.pk, NOON - timedelta(days=400)],
        )
        cursor.execute("ANALYZE visits_visit")

    with rows_read() as read:
        assert len(looking.broken([dongyuan.pk], at=NOON)) == 1

    assert max(read) < 100
