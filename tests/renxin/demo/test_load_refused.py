"""What is not loaded, into a house in which nobody lives yet."""

import pytest

from renxin.demo.facts import is_demonstration
from renxin.demo.load import TooMany, load
from renxin.demo.world import simulate
from tests.renxin.demo.conftest import TEN, UNTIL

pytestmark = pytest.mark.django_db


def test_more_than_one_group_is_refused():
    small = simulate(7, 200, 1, UNTIL)
    many = type(small)(small.seed, small.start, small.until, small.parts * 2)

    with pytest.raises(TooMany):
        load(many, now=TEN)


def test_an_ordinary_house_is_no_demonstration():
    assert not is_demonstration()
