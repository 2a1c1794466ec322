import random
from dataclasses import replace

import pytest

from pulse.models import Doubt, evaluate
from pulse.models.trust import doubt_of
from tests.pulse.models.house import book


@pytest.fixture
def tried(opened):
    return evaluate(opened(appointments=book(count=8000)))


def test_chances_that_hold_may_be_shown(tried):
    assert tried.doubt is None
    assert sum(one.whole for one in tried.bands) == tried.ahead.n
    shares = [one.share for one in tried.bands]
    assert shares == sorted(shares, reverse=True)


def test_too_few_to_try_is_a_doubt(tried):
    assert doubt_of(None) is Doubt.FEW
    assert doubt_of(replace(tried.ahead, missed=19)) is Doubt.FEW


def test_no_better_than_guessing_is_a_doubt(opened):
    chance = random.Random(9)  # noqa: S311  chance is all there is
    rows = [
        row | {"outcome": chance.choice(["KEPT", "KEPT", "NO_SHOW"])} for row in book()
    ]

    assert evaluate(opened(appointments=rows)).doubt is Doubt.GUESSING


def test_a_sum_that_is_far_off_is_a_doubt(tried):
    ahead = tried.ahead

    assert doubt_of(replace(ahead, expected=ahead.missed * 1.19)) is None
    assert doubt_of(replace(ahead, expected=ahead.missed * 1.5)) is Doubt.OFF
    assert doubt_of(replace(ahead, expected=ahead.missed * 0.5)) is Doubt.OFF
