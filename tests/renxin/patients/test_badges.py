import pytest

from renxin.patients.badges import CONCERNS, allergy_badges, concern_badge
from renxin.patients.models import Concern


@pytest.mark.parametrize("written", ["青霉素", "青霉素过敏", " 青霉素过敏 "])
def test_an_allergy_reads_the_same_however_it_was_written(written):
    assert [badge.text for badge in allergy_badges(written)] == ["Allergy: 青霉素"]


@pytest.mark.parametrize("written", ["", "  ", "无", "None known"])
def test_no_allergy_is_no_badge(written):
    assert allergy_badges(written) == []


def test_how_strong_a_concern_is_stands_beside_it():
    assert concern_badge(Concern.Kind.FEAR, 7).text == "Fear 7"
    assert concern_badge(Concern.Kind.COST, None).text == "Cost"


def test_every_concern_has_its_badge():
    assert set(CONCERNS) == set(Concern.Kind)
