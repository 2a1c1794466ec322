from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from renxin.journal.models import Entry
from renxin.promises.models import Deferral, Escalation, Handover, Promise
from renxin.promises.refusals import NotAhead, NotOfThisClinic, NotToBeContacted
from renxin.promises.windows import LEAD
from renxin.staff.roles import Role
from tests.cast import NOON, employed
from tests.renxin.promises.made import TWO, promised


def facts() -> list[str]:
    return list(Entry.objects.order_by("pk").values_list("fact", flat=True))


def test_a_promise_has_an_owner_and_a_time_from_the_start(
    dongyuan, wang_fang, greeter_lin
):
    promise = promised(wang_fang, dongyuan, by=greeter_lin, why="拔牙后 24 小时")

    assert promise.owner == greeter_lin
    assert (promise.due_from, promise.due_at) == (TWO - LEAD, TWO)
    assert facts() == ["promises.made"]
    assert Entry.objects.get().told().telling() == "给王芳回电话, by 03-02 14:00"


def test_a_role_can_owe_a_promise(dongyuan, wang_fang, greeter_lin, doctor_li):
    promise = promised(
        wang_fang, dongyuan, by=greeter_lin, owner_role=Role.DOCTOR, owner=None
    )

    assert promise in Promise.objects.of(doctor_li)
    assert promise not in Promise.objects.of(greeter_lin)


def test_the_database_refuses_a_promise_nobody_owes(dongyuan, wang_fang, greeter_lin):
    promise = promised(wang_fang, dongyuan, by=greeter_lin)

    with pytest.raises(IntegrityError), transaction.atomic():
        Promise.objects.filter(pk=promise.pk).update(owner=None, owner_role="")


def test_nobody_of_another_clinic_is_made_to_keep_it(
    dongyuan, wang_fang, greeter_lin, outsider_zhao
):
    with pytest.raises(NotOfThisClinic):
        promised(wang_fang, dongyuan, by=greeter_lin, owner=outsider_zhao)

    assert not Promise.objects.exists()


def test_a_role_that_keeps_no_promises_is_not_given_one(
    dongyuan, wang_fang, greeter_lin
):
    with pytest.raises(NotOfThisClinic):
        promised(
            wang_fang, dongyuan, by=greeter_lin, owner=None, owner_role=Role.MARKETER
        )


def test_nobody_promises_to_ring_the_dead(dongyuan, wang_fang, greeter_lin):
    wang_fang.died_on = date(2026, 2, 1)
    wang_fang.save()

    with pytest.raises(NotToBeContacted):
        promised(wang_fang, dongyuan, by=greeter_lin)
    answer = promised(wang_fang, dongyuan, by=greeter_lin, kind="ANSWER")

    assert answer.pk


def test_a_promise_moved_to_another_time_says_from_when_to_when(
    dongyuan, wang_fang, greeter_lin
):
    promise = promised(wang_fang, dongyuan, by=greeter_lin)
    tomorrow = TWO + timedelta(days=1)

    moved = promise.defer(to=tomorrow, reason="在开会", by=greeter_lin, at=NOON)

    promise.refresh_from_db()
    assert (moved.was_due_at, moved.due_at) == (TWO, tomorrow)
    assert (promise.due_from, promise.due_at) == (tomorrow - LEAD, tomorrow)
    assert Entry.objects.last().told().telling() == "给王芳回电话·to 03-03 14:00·在开会"


def test_a_promise_is_not_moved_into_the_past(dongyuan, wang_fang, greeter_lin):
    promise = promised(wang_fang, dongyuan, by=greeter_lin)

    with pytest.raises(NotAhead):
        promise.defer(to=NOON, by=greeter_lin, at=NOON)

    assert not Deferral.objects.exists()


def test_a_promise_is_never_in_nobodys_hands(
    dongyuan, wang_fang, greeter_lin, doctor_li
):
    promise = promised(wang_fang, dongyuan, by=greeter_lin)

    promise.hand_over(to=doctor_li, reason="她问用药", by=greeter_lin, at=NOON)
    promise.hand_over(to=Role.CARE, by=doctor_li, at=NOON)

    first, second = Handover.objects.order_by("pk")
    assert (first.from_owner, first.to_owner) == (greeter_lin, doctor_li)
    assert (second.from_owner, second.to_role) == (doctor_li, "CARE")
    promise.refresh_from_db()
    assert (promise.owner, promise.owner_role) == (None, "CARE")
    assert (
        Entry.objects.last().told().telling() == "给王芳回电话·李予安 → Customer care"
    )


def test_a_promise_is_not_handed_to_someone_who_may_not_see_the_patient(
    dongyuan, wang_fang, greeter_lin, outsider_zhao
):
    promise = promised(wang_fang, dongyuan, by=greeter_lin)

    with pytest.raises(NotOfThisClinic):
        promise.hand_over(to=outsider_zhao, by=greeter_lin, at=NOON)

    promise.refresh_from_db()
    assert promise.owner == greeter_lin
    assert facts() == ["promises.made"]


def test_another_clinic_sees_nothing_of_it(
    dongyuan, wang_fang, greeter_lin, outsider_zhao
):
    promise = promised(
        wang_fang, dongyuan, by=greeter_lin, owner=None, owner_role=Role.GREETER
    )

    assert promise in Promise.objects.visible_to(greeter_lin)
    assert promise not in Promise.objects.visible_to(outsider_zhao)
    assert promise not in Promise.objects.of(outsider_zhao)


def test_what_was_told_upward_reaches_the_manager_of_that_clinic_alone(
    dongyuan, hexi, wang_fang, greeter_lin, manager_gu
):
    promise = promised(wang_fang, dongyuan, by=greeter_lin)
    Escalation.objects.create(promise=promise, to_role=Role.MANAGER, level=1, at=TWO)
    elsewhere = employed("wu", "吴江", Role.MANAGER, hexi)
    everywhere = employed("he", "何其", Role.MANAGER, None)

    assert promise in Promise.objects.told_upward_to(manager_gu)
    assert promise in Promise.objects.told_upward_to(everywhere)
    assert promise not in Promise.objects.told_upward_to(elsewhere)
    assert promise not in Promise.objects.told_upward_to(greeter_lin)


@pytest.mark.parametrize("record", ["deferrals", "handovers"])
def test_what_happened_to_a_promise_is_not_rewritten(
    record, dongyuan, wang_fang, greeter_lin, doctor_li
):
    promise = promised(wang_fang, dongyuan, by=greeter_lin)
    promise.defer(to=TWO + LEAD, by=greeter_lin, at=NOON)
    promise.hand_over(to=doctor_li, by=greeter_lin, at=NOON)

    with pytest.raises(Exception, match="Cannot"), transaction.atomic():
        getattr(promise, record).update(reason="另一个说法")
