from datetime import timedelta

import pytest

from renxin.followup import policy
from renxin.followup.kinds import ListSort
from renxin.followup.mining.drawing import draw
from renxin.followup.mining.reviewing import agree, strike
from renxin.followup.models import ListPromise
from renxin.followup.refusals import (
    NeedsASecond,
    NotAClinician,
    NotYetReviewed,
    PromisedAlready,
    WhyMissing,
)
from renxin.promises.models import Promise
from tests.cast import NOON, TODAY, enrolled

LATER = NOON + timedelta(hours=1)


@pytest.fixture
def drawn(overdue, agreed, dongyuan, carer, wang_fang):
    for one in (wang_fang, enrolled(dongyuan, "N2", "李雷")):
        overdue(one)
        agreed(one)
    return draw(dongyuan, ListSort.OVERDUE, by=carer, at=NOON)


def test_a_doctor_agrees_and_everybody_is_promised_a_call(drawn, doctor_li):
    made = agree(drawn, by=doctor_li, at=LATER)

    assert len(made) == 2
    call = Promise.objects.earliest("pk")
    assert (call.kind, call.owner_role) == ("RECALL", "CARE")
    assert call.due_from.date() > TODAY


def test_it_is_promised_once(drawn, doctor_li, manager_gu):
    agree(drawn, by=doctor_li, at=LATER)

    with pytest.raises(PromisedAlready):
        agree(drawn, by=manager_gu, at=LATER)
    assert Promise.objects.count() == 2


def test_whom_the_doctor_struck_is_not_called(drawn, doctor_li, wang_fang):
    strike(drawn.rows.get(patient=wang_fang), "正在外院治疗", by=doctor_li, at=NOON)

    (made,) = agree(drawn, by=doctor_li, at=LATER)

    assert made.promise.patient.name == "李雷"


def test_nobody_is_struck_without_a_reason(drawn, doctor_li):
    with pytest.raises(WhyMissing):
        strike(drawn.rows.first(), " ", by=doctor_li, at=NOON)


def test_whoever_drew_it_does_not_agree_to_it(drawn, carer, manager_gu):
    with pytest.raises(NotYetReviewed):
        agree(drawn, by=carer, at=LATER)
    with pytest.raises(NotAClinician):
        agree(drawn, by=manager_gu, at=LATER)

    assert not Promise.objects.exists()


def test_a_long_list_takes_two(drawn, doctor_li, manager_gu, monkeypatch):
    rules = policy.lists()
    short = type(rules)(**(vars(rules) | {"second_above": 1}))
    monkeypatch.setattr(policy, "lists", lambda: short)

    assert agree(drawn, by=doctor_li, at=LATER) == []
    with pytest.raises(NeedsASecond):
        agree(drawn, by=doctor_li, at=LATER)
    assert not Promise.objects.exists()

    assert len(agree(drawn, by=manager_gu, at=LATER)) == 2


def test_who_took_their_consent_back_meanwhile_is_left_out(
    drawn, doctor_li, agreed, wang_fang
):
    agreed(wang_fang, "REFUSED", at=NOON + timedelta(minutes=1))

    agree(drawn, by=doctor_li, at=LATER)

    assert ListPromise.objects.get().promise.patient.name == "李雷"


def test_a_hundred_names_cost_as_much_as_two(
    drawn, doctor_li, django_assert_max_num_queries
):
    with django_assert_max_num_queries(55):
        agree(drawn, by=doctor_li, at=LATER)
