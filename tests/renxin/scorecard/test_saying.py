"""Figures are said in percent, yuan, minutes, or as one to so many."""

import pytest
from django.utils import translation

from pulse import catalogue
from renxin.scorecard.counting import Count
from renxin.scorecard.goals import Targets, bounds, can_be_set
from renxin.scorecard.saying import sign_of
from renxin.scorecard.tiles import change_of, value_of, whole_of


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.mark.parametrize(
    ("code", "count", "said", "whole"),
    [
        ("K07", Count(30, 200, 0.15), ("15.0", "%"), "30 / 200 bookings"),
        ("K09", Count(None, 200, 17.4), ("17", "minutes"), "200 visits"),
        ("K10", Count(30, 40, 0.75), ("75.0", "%"), "30 / 40 sessions"),
        ("K41", Count(70, 20, 3.5), ("3.5", "to one"), "70 / 20 doctors on duty"),
    ],
)
def test_a_figure_is_said_as_it_is_measured(code, count, said, whole):
    metric = catalogue()[code]

    assert (value_of(metric, count, 1), sign_of(metric)) == said
    assert whole_of(metric, count) == whole


def test_a_change_is_said_in_the_same_measure():
    metric = catalogue()["K41"]

    told = change_of(metric, Count(70, 20, 3.5), Count(60, 20, 3.0), 0)

    assert told == "+0.5"


def test_a_band_of_assistants_is_not_in_percent():
    goal = bounds(catalogue()["K41"], None, Targets({}))

    assert goal.words() == "3–5"
    assert goal.shortfall(2.5) * goal.times == pytest.approx(0.5)


def test_only_what_is_in_percent_can_be_given_a_goal_here():
    assert can_be_set(catalogue()["K10"])
    assert not can_be_set(catalogue()["K09"])
    assert not can_be_set(catalogue()["K41"])
