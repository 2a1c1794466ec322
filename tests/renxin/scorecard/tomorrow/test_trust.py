from datetime import date

from pulse.models import Band
from renxin.scorecard.models import NoShowModel
from renxin.scorecard.tomorrow.trust import HEADINGS, MEANINGS, trust


def test_each_band_has_its_words():
    assert set(HEADINGS) == set(MEANINGS) == set(Band)


def test_it_is_told_how_many_were_expected_and_how_many_were_missed(model):
    told = trust(model)

    assert told.tried == model.tried["ahead"]["n"]
    assert told.missed == model.tried["ahead"]["missed"]
    assert int(told.low) < int(told.right_of_100) < int(told.high)
    assert told.of(Band.OFTEN).part / told.of(Band.OFTEN).whole > (
        told.of(Band.SELDOM).part / told.of(Band.SELDOM).whole
    )


def test_of_a_few_bookings_a_band_says_nothing_yet(model):
    model.tried["bands"][0] |= {"part": 4, "whole": 29}

    assert not trust(model).bands[0].is_known


def test_what_could_not_be_tried_is_not_trusted(db):
    untried = NoShowModel(until_on=date(2026, 3, 2), tried=None)

    assert trust(untried) is None
    assert trust(NoShowModel(until_on=date(2026, 3, 2), tried={"ahead": None})) is None
