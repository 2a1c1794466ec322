"""Whom a trial holds out no list names, nor does the database let one."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from renxin.followup.kinds import ListSort
from renxin.followup.mining.drawing import draw
from renxin.followup.mining.reviewing import agree
from renxin.followup.models import ListRow
from renxin.followup.refusals import NobodyFound
from renxin.patients.models import Relation
from tests.cast import NOON
from tests.renxin.followup.trials import DAY, drawn, trial

A_MINUTE = timedelta(minutes=1)


@pytest.fixture
def hold_out(doctor_li, manager_gu, dongyuan):
    tried = trial(doctor_li, manager_gu)
    return lambda patient, at=NOON - DAY: drawn(tried, patient, dongyuan, at=at)


@pytest.fixture
def listed(dongyuan, carer):
    return lambda sort=ListSort.OVERDUE: draw(dongyuan, sort, by=carer, at=NOON)


@pytest.fixture
def both(overdue, agreed, wang_fang, xiaodou):
    for patient in (wang_fang, xiaodou):
        overdue(patient)
        agreed(patient)


def test_no_list_names_whoever_is_held_out(both, hold_out, listed, wang_fang, xiaodou):
    hold_out(wang_fang)

    assert [row.patient for row in listed().rows.all()] == [xiaodou]


def test_nor_the_list_of_the_lost(overdue, agreed, hold_out, listed, wang_fang):
    overdue(wang_fang, days=500)
    agreed(wang_fang)
    hold_out(wang_fang)

    with pytest.raises(NobodyFound):
        listed(ListSort.WIN_BACK)


def test_nor_that_of_families(overdue, agreed, hold_out, listed, wang_fang, xiaodou):
    overdue(wang_fang)
    agreed(xiaodou)
    Relation.objects.create(person=xiaodou, of=wang_fang, kind=Relation.Kind.CHILD)
    hold_out(xiaodou)

    with pytest.raises(NobodyFound):
        listed(ListSort.FAMILY)


def test_drawn_after_the_list_they_are_promised_nothing_from_it(
    both, hold_out, listed, wang_fang, doctor_li
):
    told = listed()
    hold_out(wang_fang, at=NOON + A_MINUTE)

    made = agree(told, by=doctor_li, at=NOON + 2 * A_MINUTE)

    assert wang_fang not in [one.row.patient for one in made]
    assert len(made) == 1


def test_the_database_names_nobody_who_is_held_out(
    both, hold_out, listed, wang_fang, xiaodou
):
    hold_out(xiaodou)
    row = {"mined_list": listed(), "place": 2, "why": "", "is_agreed": True}

    with pytest.raises(IntegrityError, match="held out"), transaction.atomic():
        ListRow.objects.create(patient=xiaodou, **row)
