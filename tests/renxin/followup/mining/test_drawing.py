from datetime import timedelta

import pytest
from django.db import transaction

from renxin.followup.kinds import ListSort
from renxin.followup.mining.drawing import draw
from renxin.followup.models import ListRow, Loss
from renxin.followup.refusals import NobodyFound
from renxin.patients.models import Relation
from renxin.voice.models import Stop
from tests.cast import NOON, TODAY, enrolled
from tests.renxin.promises.made import promised


@pytest.fixture
def drawn(dongyuan, carer):
    def ask(sort=ListSort.OVERDUE, at=NOON):
        return draw(dongyuan, sort, by=carer, at=at)

    return ask


def names(drawn):
    return [one.patient.name for one in drawn.rows.order_by("place")]


def test_who_is_overdue_is_named_with_why_and_on_what_consent(
    overdue, agreed, drawn, wang_fang
):
    overdue(wang_fang)
    consent = agreed(wang_fang)

    row = drawn().rows.get()

    assert (row.patient, row.consent) == (wang_fang, consent)
    assert "210 天没来" in row.why
    assert row.last_seen_on == TODAY - timedelta(days=210)


def test_without_consent_they_are_counted_and_not_named(
    overdue, agreed, drawn, wang_fang, xiaodou
):
    overdue(wang_fang)
    overdue(xiaodou)
    agreed(wang_fang)

    told = drawn()

    assert names(told) == ["王芳"]
    assert (told.found, told.without_consent) == (2, 1)


def test_a_no_is_a_no(overdue, agreed, drawn, wang_fang):
    overdue(wang_fang)
    agreed(wang_fang)
    agreed(wang_fang, "REFUSED", at=NOON - timedelta(days=200))

    with pytest.raises(NobodyFound):
        drawn()


def test_a_no_to_one_record_holds_for_the_person(
    overdue, agreed, drawn, wang_fang, dongyuan
):
    old = enrolled(dongyuan, "1999", "王芳")
    agreed(old, "REFUSED")
    type(old).objects.filter(pk=old.pk).update(merged_into=wang_fang)
    overdue(wang_fang)
    agreed(wang_fang)

    with pytest.raises(NobodyFound):
        drawn()


@pytest.mark.parametrize("condition", ["HIV 抗体阳性", "梅毒", "抑郁状态"])
def test_what_must_never_be_a_reason_keeps_them_off(
    overdue, agreed, drawn, wang_fang, condition
):
    """REF-10 and REF-11: nor does the list say that this was why."""
    overdue(wang_fang, condition=condition)
    agreed(wang_fang)

    with pytest.raises(NobodyFound):
        drawn()


def test_who_has_something_ahead_is_not_called(
    overdue, agreed, drawn, wang_fang, dongyuan, carer
):
    overdue(wang_fang)
    agreed(wang_fang)
    promised(wang_fang, dongyuan, by=carer)

    with pytest.raises(NobodyFound):
        drawn()


def test_who_stopped_recalls_is_left_in_peace(
    overdue, agreed, drawn, wang_fang, xiaodou, carer
):
    for one in (wang_fang, xiaodou):
        overdue(one)
        agreed(one)
    Stop.objects.create(patient=wang_fang, purpose="RECALL", by=carer, at=NOON)

    told = drawn()

    assert (names(told), told.left_in_peace) == (["王小豆"], 1)


def test_a_risk_group_comes_sooner(overdue, agreed, drawn, wang_fang):
    overdue(wang_fang, days=130, condition="牙周炎")
    agreed(wang_fang)

    assert drawn(ListSort.RISK).rows.get().why == "牙周维护"


def test_a_child_never_seen_beside_a_mother_who_is(
    overdue, agreed, drawn, wang_fang, xiaodou
):
    overdue(wang_fang)
    agreed(xiaodou)
    Relation.objects.create(person=xiaodou, of=wang_fang, kind=Relation.Kind.CHILD)

    row = drawn(ListSort.FAMILY).rows.get()

    assert row.patient == xiaodou
    assert row.why == "王芳的子女，从未在本院就诊"


def test_the_lost_are_ordered_by_how_lately_and_told_why(
    overdue, agreed, drawn, wang_fang, xiaodou
):
    overdue(wang_fang, days=500)
    overdue(xiaodou, days=400)
    agreed(wang_fang)
    agreed(xiaodou)
    Loss.objects.create(patient=wang_fang, learned_on=TODAY, reason="MONEY")

    told = drawn(ListSort.WIN_BACK)

    assert names(told) == ["王小豆", "王芳"]
    assert [one.why for one in told.rows.order_by("place")] == [
        "原因不明：先问",
        "告诉过我们：金钱",
    ]


def test_who_moved_away_is_not_won_back(overdue, agreed, drawn, wang_fang):
    overdue(wang_fang, days=400)
    agreed(wang_fang)
    Loss.objects.create(patient=wang_fang, learned_on=TODAY, reason="MOVED")

    with pytest.raises(NobodyFound):
        drawn(ListSort.WIN_BACK)


def test_asked_once_they_are_left_in_peace_for_half_a_year(
    overdue, agreed, drawn, wang_fang, dongyuan, carer
):
    overdue(wang_fang, days=500)
    agreed(wang_fang)
    long_ago = NOON - timedelta(days=170)
    asked = promised(wang_fang, dongyuan, by=carer, at=long_ago, kind="WIN_BACK")
    asked.keep(outcome="COMING_BACK", by=carer, at=long_ago)

    with pytest.raises(NobodyFound):
        drawn(ListSort.WIN_BACK)
    assert names(drawn(ListSort.WIN_BACK, at=NOON + timedelta(days=20))) == ["王芳"]


def test_what_was_drawn_stays_as_it_was(overdue, agreed, drawn, wang_fang):
    overdue(wang_fang)
    agreed(wang_fang)
    row = drawn().rows.get()

    with pytest.raises(Exception, match="Cannot update"), transaction.atomic():
        ListRow.objects.filter(pk=row.pk).update(why="别的")
