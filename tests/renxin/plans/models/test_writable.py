"""Writing a plan: items at stated prices, each change another item."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from renxin.desk.refusal import Stale
from renxin.plans.kinds import End
from renxin.plans.models import Plan
from renxin.plans.refusals import (
    ItemStruck,
    NoLongerInTheList,
    NotADoctorHere,
    PlanOver,
    PriceNeedsAReason,
)
from tests.cast import NOON, TODAY
from tests.renxin.plans.written import line, shown, signed


def added(plan, one):
    return plan.add(one, expected=plan.version, by=plan.doctor, at=NOON)


def test_an_item_costs_what_the_list_says(plan, crown):
    item = added(plan, line(fen=None, price=crown, price_reason=""))

    assert item.unit_price_fen == 380_000


def test_another_price_than_the_lists_needs_a_reason(plan, crown):
    with pytest.raises(PriceNeedsAReason):
        added(plan, line(fen=300_000, price=crown, price_reason=" "))
    plan.refresh_from_db()
    with pytest.raises(PriceNeedsAReason):
        added(plan, line(fen=300_000, price_reason=""))
    plan.refresh_from_db()

    item = added(plan, line(fen=300_000, price=crown, price_reason="义诊日"))

    assert item.unit_price_fen == 300_000


def test_a_price_that_is_over_or_of_another_clinic_is_not_taken(
    plan, crown, hexi, manager_gu
):
    crown.end(on=TODAY, by=manager_gu, at=NOON)

    with pytest.raises(NoLongerInTheList):
        added(plan, line(fen=None, price=crown))


def test_whoever_has_an_old_plan_before_them_is_told_so(plan):
    with pytest.raises(Stale):
        plan.add(line(), expected=plan.version - 1, by=plan.doctor, at=NOON)


def test_a_change_is_another_item_in_the_same_place(plan):
    item = plan.items.get()

    other = plan.change(
        item, line(fen=360_000), expected=plan.version, by=plan.doctor, at=NOON
    )

    assert list(plan.items.standing()) == [other]
    assert other.place == item.place
    item.refresh_from_db()
    assert item.struck_by == plan.doctor


def test_what_was_struck_is_struck_once(plan):
    item = plan.items.get()
    told = {"by": plan.doctor, "at": NOON}
    plan.strike(item, expected=plan.version, **told)

    with pytest.raises(ItemStruck):
        plan.strike(item, expected=plan.version, **told)


def test_an_item_of_another_plan_is_not_struck(plan, wang_fang, doctor_li, dongyuan):
    other = Plan.begin(
        wang_fang, "洁牙", clinic=dongyuan, doctor=doctor_li, by=doctor_li, at=NOON
    )

    with pytest.raises(ItemStruck):
        other.strike(plan.items.get(), expected=1, by=doctor_li, at=NOON)


@pytest.mark.parametrize(
    "wrong",
    [
        {"fen": -1},
        {"quantity": 0},
        {"sittings": 0},
        {"tooth": "19"},
        {"tooth": "16,99"},
    ],
)
def test_the_database_takes_no_nonsense(plan, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        added(plan, line(**wrong))


def test_the_terms_of_an_item_do_not_change(plan):
    item = plan.items.get()
    item.unit_price_fen = 1

    with pytest.raises(ProgrammingError), transaction.atomic():
        item.save()


def test_another_way_is_struck_too(plan):
    other = plan.alternatives.first()

    plan.offer_no_more(other, expected=plan.version, by=plan.doctor, at=NOON)

    assert plan.alternatives.standing().count() == 1


def test_nothing_is_written_into_a_plan_that_is_over(plan):
    signed(shown(plan))
    plan.conclude(End.DONE, by=plan.doctor, at=NOON + timedelta(days=1))

    with pytest.raises(PlanOver):
        added(plan, line())


def test_a_plan_is_a_doctors_who_works_there(wang_fang, greeter_lin, dongyuan):
    with pytest.raises(NotADoctorHere):
        Plan.begin(
            wang_fang,
            "洁牙",
            clinic=dongyuan,
            doctor=greeter_lin,
            by=greeter_lin,
            at=NOON,
        )
