from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from renxin.booking.agreement import book
from renxin.booking.kinds import How
from renxin.booking.terms import Place, Terms
from renxin.journal.models import Entry
from renxin.promises.models import Promise
from renxin.staff.roles import Role
from renxin.visits.kinds import Next, Stage, WhyNotBack, WhyNothing
from renxin.visits.leaving.seeing_off import see_off
from renxin.visits.models import Departure, NextStep, Visit
from renxin.visits.refusals import (
    AlreadyLeft,
    NoNextStep,
    NotAhead,
    NotSeenOff,
    NotTheirs,
    ReasonMissing,
)
from renxin.visits.terms import Leaving, Step
from tests.renxin.visits.conftest import after

NOTHING = Step(kind=Next.NONE, why_nothing=WhyNothing.FINISHED)


@pytest.fixture
def last(visit, stations, he):
    """Wang Fang is back in the doctor's room after everything else."""
    visit.send_on(stations[Stage.CASHIER], by=he, at=after(30))
    visit.send_on(stations[Stage.BACK_TO_DOCTOR], by=he, at=after(35))
    return visit


@pytest.fixture
def booked(visit, dongyuan):
    place = Place(clinic=dongyuan, starts_at=after(7 * 24 * 60), minutes=30)
    return book(visit.patient, Terms(place=place), by=None, at=after(10))


def test_the_patient_may_not_leave_from_the_cashier(
    visit, stations, doctor_li, he, leaving
):
    visit.send_on(stations[Stage.CASHIER], by=he, at=after(30))

    with pytest.raises(NotSeenOff):
        see_off(visit, leaving, by=doctor_li, at=after(35))

    assert list(Visit.objects.under_way()) == [visit]


def test_only_a_doctor_sees_somebody_off(last, he, leaving):
    with pytest.raises(NotSeenOff):
        see_off(last, leaving, by=he, at=after(40))


def test_seen_off_by_the_doctor_the_visit_is_over(last, doctor_li, leaving):
    see_off(last, leaving, by=doctor_li, at=after(40))

    last.refresh_from_db()
    assert (last.ended_at, last.went_back_to_doctor) == (after(40), True)
    assert not last.stage_entries.current().exists()
    assert not Visit.objects.under_way().exists()
    assert Entry.objects.filter(fact="visits.departed").count() == 1


def test_a_double_click_departs_once(last, doctor_li, leaving):
    see_off(last, leaving, by=doctor_li, at=after(40))

    with pytest.raises(AlreadyLeft):
        see_off(last, leaving, by=doctor_li, at=after(40))

    assert Departure.objects.count() == Promise.objects.count() == 1


def test_with_a_reason_they_may_leave_without_the_doctor_and_it_is_told(
    visit, he, leaving
):
    away = replace(leaving, why_not_back=WhyNotBack.IN_A_HURRY)

    departure = see_off(visit, away, by=he, at=after(20))

    visit.refresh_from_db()
    assert (departure.went_back, visit.went_back_to_doctor) == (False, False)
    told = Entry.objects.get(fact="visits.departed").particulars
    assert told["why_not_back"] == WhyNotBack.IN_A_HURRY


def test_what_the_house_says_the_next_morning_nobody_says_at_the_door(
    visit, he, leaving
):
    not_asked = Step(kind=Next.NONE, why_nothing=WhyNothing.NOT_ASKED)
    left = replace(leaving, why_not_back=WhyNotBack.LEFT_OPEN)

    with pytest.raises(NotSeenOff):
        see_off(visit, left, by=he, at=after(20))
    with pytest.raises(NoNextStep):
        see_off(visit, Leaving(step=not_asked), by=he, at=after(20))


def test_another_reason_is_said_in_words(visit, he, leaving):
    away = replace(leaving, why_not_back=WhyNotBack.OTHER, note="  ")

    with pytest.raises(ReasonMissing):
        see_off(visit, away, by=he, at=after(20))


@pytest.mark.parametrize(
    "step",
    [
        Step(),
        Step(kind=Next.APPOINTMENT),
        Step(kind=Next.RECALL),
        Step(kind=Next.NONE),
        Step(why_nothing=WhyNothing.FINISHED),
    ],
)
def test_nobody_leaves_without_a_dated_next_step_or_a_reason(last, doctor_li, step):
    with pytest.raises(NoNextStep):
        see_off(last, Leaving(step=step), by=doctor_li, at=after(40))

    assert last.is_under_way()


def test_nothing_more_may_come_for_a_reason(last, doctor_li):
    see_off(last, Leaving(step=NOTHING), by=doctor_li, at=after(40))

    step = NextStep.objects.get()
    assert (step.kind, step.why_nothing) == (Next.NONE, WhyNothing.FINISHED)
    assert not Promise.objects.exists()


def test_nothing_more_for_another_reason_needs_words(last, doctor_li):
    other = replace(NOTHING, why_nothing=WhyNothing.OTHER)

    with pytest.raises(ReasonMissing):
        see_off(last, Leaving(step=other), by=doctor_li, at=after(40))


def test_a_recall_is_owed_by_customer_care(last, doctor_li, leaving):
    see_off(last, leaving, by=doctor_li, at=after(40))

    promise = Promise.objects.get()
    step = NextStep.objects.get()
    assert (promise.kind, promise.owner_role) == ("RECALL", Role.CARE)
    assert step.promise == promise
    assert last.clinic.day_of(promise.due_at) == step.due_on == date(2026, 6, 3)


@pytest.mark.parametrize("due_on", [date(2026, 3, 2), date(2026, 3, 3)])
def test_a_next_step_lies_ahead(last, doctor_li, due_on):
    evening = after(10 * 60)
    step = Step(kind=Next.PROMISE, due_on=due_on)

    with pytest.raises(NotAhead):
        see_off(last, Leaving(step=step), by=doctor_li, at=evening)


def test_the_next_appointment_is_the_next_step(last, doctor_li, booked):
    step = Step(kind=Next.APPOINTMENT, appointment=booked)

    see_off(last, Leaving(step=step), by=doctor_li, at=after(40))

    assert NextStep.objects.get().due_on == date(2026, 3, 10)
    assert not Promise.objects.filter(kind="RECALL").exists()


def test_an_appointment_that_was_called_off_meanwhile_is_none(last, doctor_li, booked):
    step = Step(kind=Next.APPOINTMENT, appointment=booked)
    booked.cancel(how=How.CANCELLED_BY_PATIENT, by=None, at=after(39))

    with pytest.raises(NotTheirs):
        see_off(last, Leaving(step=step), by=doctor_li, at=after(40))


def test_the_appointment_of_somebody_else_is_none(last, doctor_li, xiaodou, dongyuan):
    place = Place(clinic=dongyuan, starts_at=after(0) + timedelta(days=9), minutes=30)
    others = book(xiaodou, Terms(place=place), by=None, at=after(10))
    step = Step(kind=Next.APPOINTMENT, appointment=others)

    with pytest.raises(NotTheirs):
        see_off(last, Leaving(step=step), by=doctor_li, at=after(40))


def test_the_database_keeps_no_step_without_its_day(visit):
    with pytest.raises(IntegrityError), transaction.atomic():
        NextStep.objects.create(visit=visit, kind=Next.RECALL)


def test_the_doctor_who_sees_off_is_written_down_as_with_them(last, doctor_li, leaving):
    see_off(last, leaving, by=doctor_li, at=after(40))

    step = last.stage_entries.get(stage=Stage.BACK_TO_DOCTOR)
    assert (step.begun_by, step.begun_at) == (doctor_li, after(40))


def test_a_doctor_of_another_house_sees_nobody_off_here(last, outsider_zhao, leaving):
    with pytest.raises(NotSeenOff):
        see_off(last, leaving, by=outsider_zhao, at=after(40))


def test_the_database_lets_nobody_leave_without_the_doctor_or_a_reason(last, doctor_li):
    told = {"visit": last, "by": doctor_li, "at": after(40)}

    for wrong in ({}, {"by": None, "why_not_back": WhyNotBack.IN_A_HURRY}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Departure.objects.create(**told | wrong)


def test_nor_does_a_visit_end_without_a_departure_and_a_next_step(last):
    last.ended_at = after(40)

    with pytest.raises(IntegrityError), transaction.atomic():
        _committed(last)


def _committed(visit):
    """What the database looks at when a transaction ends, it looks at now."""
    visit.save(update_fields=["ended_at"])
    connection.check_constraints()


def test_how_somebody_left_is_never_rewritten(last, doctor_li, leaving):
    departure = see_off(last, leaving, by=doctor_li, at=after(40))

    for record in (departure, last.next_step):
        with pytest.raises(ProgrammingError), transaction.atomic():
            record.delete()
