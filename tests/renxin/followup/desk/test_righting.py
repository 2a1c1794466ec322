import pytest
from django.db import IntegrityError, transaction

from renxin.followup.desk.righting import right
from renxin.followup.models import NumberRight, WrongNumber
from renxin.followup.refusals import RightAlready, WhyMissing
from renxin.promises.models import Promise
from tests.renxin.followup.desk.conftest import TEN

HOW = "她今天从这个号码打来"


@pytest.fixture
def wrong(owe, press, wang_fang):
    press(owe(wang_fang), "WRONG")
    return WrongNumber.objects.get()


def test_they_are_reached_there_again(wrong, wang_fang, carer):
    right(wrong, HOW, by=carer, at=TEN)

    assert wang_fang.reaches.in_use().get().contact_point == wrong.contact_point
    assert (NumberRight.objects.get().why, wrong.right.by) == (HOW, carer)


def test_the_call_is_owed_once_more_and_no_number_asked_for(wrong, wang_fang, carer):
    right(wrong, HOW, by=carer, at=TEN)

    owed = Promise.objects.open().get()
    assert (owed.kind, owed.patient, owed.owner_role) == ("CALL", wang_fang, "CARE")


def test_it_is_rung_and_called_wrong_again(wrong, owe, press, wang_fang, carer):
    right(wrong, HOW, by=carer, at=TEN)

    assert press(Promise.objects.open().get(), "NO_ANSWER").heard == "NO_ANSWER"
    press(owe(wang_fang, kind="RECALL"), "WRONG")
    assert WrongNumber.objects.standing().count() == 1
    assert WrongNumber.objects.count() == 2


def test_the_number_of_a_mother_and_her_child_is_right_for_both(
    owe, press, wang_fang, xiaodou, carer
):
    """Of the two only she was rung; the child's record keeps the number."""
    press(owe(wang_fang), "WRONG")

    right(WrongNumber.objects.get(), HOW, by=carer, at=TEN)

    assert xiaodou.reaches.in_use().exists()
    assert wang_fang.reaches.in_use().exists()


def test_nobody_says_so_without_knowing_it(wrong, carer):
    with pytest.raises(WhyMissing):
        right(wrong, " ", by=carer, at=TEN)


def test_it_is_said_once(wrong, carer):
    right(wrong, HOW, by=carer, at=TEN)

    with pytest.raises(RightAlready):
        right(wrong, HOW, by=carer, at=TEN)


def test_the_mark_stays_in_the_database(wrong):
    with pytest.raises(Exception, match="Cannot delete"), transaction.atomic():
        wrong.delete()


def test_a_number_is_called_wrong_once_at_a_time(wrong, carer):
    told = {"contact_point": wrong.contact_point, "patient": wrong.patient}

    with pytest.raises(IntegrityError, match="wrong_once"), transaction.atomic():
        WrongNumber.objects.create(by=carer, at=TEN, **told)
