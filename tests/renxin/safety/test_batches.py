from datetime import timedelta

import pytest

from renxin.safety.batches import touched
from renxin.safety.models import InfectionCheck
from renxin.safety.models.infection_check import Looked
from renxin.visits.kinds import Stage
from renxin.visits.models import StageEntry
from tests.cast import NOON
from tests.renxin.safety.conftest import IN_ORDER

MORNING = NOON - timedelta(hours=2)


def check(clinic, he, batch="B-7", **looked):
    looked = Looked(found=IN_ORDER, batch=batch, **looked)
    return InfectionCheck.make(clinic, looked, by=he, at=NOON)


@pytest.fixture
def called(visit, chair):
    """In the morning they were called to the chair."""
    return StageEntry.objects.create(
        visit=visit,
        stage=Stage.TREATMENT,
        entered_at=MORNING,
        called_at=MORNING,
        called_to=chair,
    )


def found(clinic, batch="B-7"):
    return [(one.visit, one.is_certain) for one in touched(clinic, batch)]


def test_what_was_written_to_a_visit_is_certain(dongyuan, visit, he):
    check(dongyuan, he, visit=visit)

    assert found(dongyuan, " b-7 ") == [(visit, True)]
    assert found(dongyuan, "B-8") == []


def test_who_was_called_to_the_chair_in_that_session_is_possible(
    dongyuan, chair, called, he
):
    check(dongyuan, he, chair=chair, half="MORNING")

    assert found(dongyuan) == [(called.visit, False)]


def sat_until(entry, when):
    StageEntry.objects.filter(pk=entry.pk).update(left_at=when)


def test_another_session_of_the_chair_is_not(dongyuan, chair, called, he):
    sat_until(called, NOON - timedelta(minutes=1))
    check(dongyuan, he, chair=chair, half="AFTERNOON")

    assert found(dongyuan) == []


@pytest.mark.parametrize("left", [None, NOON, NOON + timedelta(hours=12, minutes=20)])
def test_who_sat_there_across_noon_is_possible_of_both(
    dongyuan, chair, called, he, left
):
    """Also who is still there, and whom the house saw off after midnight."""
    sat_until(called, left)
    check(dongyuan, he, chair=chair, half="AFTERNOON")

    assert found(dongyuan) == [(called.visit, False)]


def test_who_came_at_noon_is_not_of_the_morning(dongyuan, chair, called, he):
    StageEntry.objects.filter(pk=called.pk).update(called_at=NOON)
    check(dongyuan, he, chair=chair, half="MORNING")

    assert found(dongyuan) == []


def test_another_clinics_batch_of_the_same_number_is_not_ours(
    dongyuan, hexi, visit, he
):
    check(dongyuan, he, visit=visit)

    assert found(hexi) == []
