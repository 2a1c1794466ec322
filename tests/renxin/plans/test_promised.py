"""Accepted and not booked is owed; signed in a hurry is asked again."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from renxin.journal.models import Entry
from renxin.plans import promised
from renxin.plans.kinds import End, Owed
from renxin.plans.models import PlanPromise
from renxin.plans.refusals import OwedAlready
from renxin.promises.kinds import Kind
from renxin.promises.models import OptOut, Promise
from renxin.promises.models.ending import How
from renxin.staff.roles import Role
from tests.cast import NOON, enrolled
from tests.renxin.plans.written import LATER, line, shown, signed, written

SOON = NOON + timedelta(minutes=9)


def owed(what):
    return Promise.objects.filter(plan_promise__owed=what)


@pytest.fixture
def dear(wang_fang, doctor_li, dongyuan):
    """A plan of more than twenty thousand yuan, shown at noon."""
    plan = written(wang_fang, doctor_li, dongyuan, line("种植", 2_000_100))
    return shown(plan)


def test_what_was_accepted_is_owed_by_the_front_desk(presented):
    signed(presented)

    promise = owed(Owed.BOOKING).get()
    assert promise.owner_role == Role.GREETER
    assert LATER < promise.due_at <= LATER + timedelta(days=2)
    assert "右下后牙缺损" in promise.why


def test_what_the_plan_is_for_stays_out_of_the_journal_that_forgets_nothing(presented):
    signed(presented)

    told = str(list(Entry.objects.values_list("particulars", flat=True)))
    assert owed(Owed.BOOKING).exists()
    assert "右下后牙缺损" not in told


def test_signed_again_it_is_owed_once(presented, doctor_li):
    signed(presented)
    presented.add(line("美白"), expected=presented.version, by=doctor_li, at=LATER)
    shown(presented, at=LATER)

    signed(presented, at=LATER)

    assert owed(Owed.BOOKING).count() == 1


def test_the_database_holds_that_nothing_is_owed_twice(presented):
    signed(presented)
    again = Promise.objects.get()
    again.pk = None
    again.save(force_insert=True)

    with pytest.raises(IntegrityError, match="plan_owes_it_once"), transaction.atomic():
        PlanPromise.objects.create(plan=presented, promise=again, owed=Owed.BOOKING)


def test_whoever_comes_second_owes_it_with_the_first(presented, doctor_li, monkeypatch):
    """As where two look in the same moment, and neither sees the other's promise."""
    signed(presented)
    monkeypatch.setattr(promised, "_open", lambda _plan, _owed: [])

    assert promised.owe_a_booking(presented, by=doctor_li, at=LATER) is None
    assert owed(Owed.BOOKING).count() == Promise.objects.count() == 1


def test_once_broken_it_may_be_owed_again(presented, doctor_li):
    signed(presented)
    owed(Owed.BOOKING).get().break_(reason="忘了", by=doctor_li, at=LATER)

    again = promised.owe_a_booking(presented, by=doctor_li, at=LATER)

    assert list(owed(Owed.BOOKING).open()) == [again]


def test_an_ending_is_not_taken_back_when_the_same_is_promised_anew(
    presented, doctor_li
):
    signed(presented)
    first = owed(Owed.BOOKING).get()
    first.break_(reason="忘了", by=doctor_li, at=LATER)
    promised.owe_a_booking(presented, by=doctor_li, at=LATER)

    with pytest.raises(OwedAlready), transaction.atomic():
        first.reopen(by=doctor_li, at=LATER)

    assert owed(Owed.BOOKING).open().count() == 1


def test_an_ending_taken_back_is_owed_as_before(presented, doctor_li):
    signed(presented)
    first = owed(Owed.BOOKING).get()
    first.keep(by=doctor_li, at=LATER)

    first.reopen(by=doctor_li, at=LATER)

    assert PlanPromise.objects.get(promise=first).ended_at is None
    assert promised.owe_a_booking(presented, by=doctor_li, at=LATER) is None


def test_signed_in_a_hurry_and_for_a_lot_is_asked_again_in_peace(dear):
    signed(dear, at=SOON)

    promise = owed(Owed.CALL_BACK).get()
    assert promise.owner_role == Role.CARE
    assert promise.due_at == SOON + timedelta(hours=48)
    assert promise.words


def test_nobody_is_asked_again_who_had_time_or_signed_for_little(dear, presented):
    signed(dear, at=NOON + timedelta(minutes=10))
    signed(presented, at=SOON)

    assert not owed(Owed.CALL_BACK).exists()


def test_twenty_thousand_is_not_yet_a_lot(wang_fang, doctor_li, dongyuan):
    plan = written(wang_fang, doctor_li, dongyuan, line("种植", 2_000_000))

    signed(shown(plan), at=SOON)

    assert not owed(Owed.CALL_BACK).exists()


def test_whoever_is_not_to_be_rung_is_asked_when_they_come(dear, wang_fang):
    OptOut.objects.create(patient=wang_fang, at=NOON, promise=_any(dear))

    signed(dear, at=SOON)

    kinds = set(Promise.objects.filter(plan_promise__plan=dear).values_list("kind"))
    assert kinds == {(Kind.OTHER,)}


def _any(plan):
    signed_before = shown(written(plan.patient, plan.doctor, plan.clinic))
    signed(signed_before)
    promise = PlanPromise.objects.get(plan=signed_before).promise
    promise.release(reason="test", by=plan.doctor, at=NOON)
    return promise


def test_taken_back_nothing_is_owed_any_more(dear, doctor_li):
    acceptance = signed(dear, at=SOON)

    dear.take_back(acceptance, by=doctor_li, at=LATER)

    assert not Promise.objects.open().exists()
    assert {one.ending.how for one in Promise.objects.all()} == {How.RELEASED}


def test_stopped_nothing_is_owed_any_more(presented, doctor_li):
    signed(presented)

    presented.conclude(End.STOPPED, reason="搬走了", by=doctor_li, at=LATER)

    assert not Promise.objects.open().exists()


def test_of_a_record_merged_meanwhile_the_person_is_owed(presented, dongyuan):
    kept = enrolled(dongyuan, "20260009", "王芳")
    patient = presented.patient
    patient.merged_into = kept
    patient.save()

    signed(presented)

    assert owed(Owed.BOOKING).get().patient == kept
