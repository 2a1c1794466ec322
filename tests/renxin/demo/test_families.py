import numpy as np
import pytest

from renxin.demo.chance import chance
from renxin.demo.families import CHILD, families


@pytest.fixture(scope="module")
def kin():
    return families(chance(3, 0, "people"), 5000)


def test_there_are_as_many_people_as_were_asked_for(kin):
    assert len(kin.role) == len(kin.years) == 5000
    assert len(families(chance(3, 0, "people"), 7).role) == 7


def test_every_child_has_a_grown_up_of_the_same_household(kin):
    children = kin.role == CHILD

    assert children.sum() > 800
    assert (kin.guardian[children] >= 0).all()
    guardians = kin.guardian[children]
    assert (kin.household[guardians] == kin.household[children]).all()
    assert (kin.years[guardians] - kin.years[children] > 15).all()


def test_spouses_belong_to_each_other(kin):
    married = np.flatnonzero(kin.spouse >= 0)

    assert len(married) > 1000
    assert (kin.spouse[kin.spouse[married]] == married).all()


def test_children_share_the_phone_of_their_guardian(tables):
    by_id = {row["patient_id"]: row for row in tables["people"]}
    children = [row for row in tables["people"] if row["guardian"]]

    assert len(children) > 1000
    for row in children:
        assert row["phone"] == by_id[row["guardian"]]["phone"]


def test_children_have_the_name_of_a_parent_or_the_other_parent(tables):
    by_id = {row["patient_id"]: row for row in tables["people"]}
    alike = [
        row["name"][0] == by_id[row["guardian"]]["name"][0]
        for row in tables["people"]
        if row["guardian"]
    ]

    assert 0.1 < sum(alike) / len(alike) < 0.6
