from dataclasses import replace
from datetime import date

import pytest

from renxin.clinics.models import Clinic
from renxin.safety.charts import FIGURES, picture
from renxin.safety.limits import Sample
from renxin.safety.weeks import WEEKS, Weeks

HALF_YEAR = Weeks(Clinic(zone="Asia/Shanghai"), date(2026, 1, 5))
CALM = [Sample(1 + week % 2, 20) for week in range(WEEKS)]


def drawn(samples, figure=FIGURES[0]):
    return picture(replace(figure, ask=lambda _weeks: samples), HALF_YEAR)


def test_calm_weeks_are_no_more_than_chance():
    told = drawn(CALM)

    assert told.sentence == "Usually 7.5 %. The ups and downs are no more than chance."
    assert told.lines[0].rate == "5.0 %"
    assert told.lines[0].limits == "0.0 % – 25.2 %"


def test_a_week_outside_is_said_in_words_and_in_the_table():
    told = drawn([*CALM[:-1], Sample(12, 20)])

    assert "1 week is outside its limits: ask what was different." in told.sentence
    assert told.lines[-1].says == "above the limit"


def test_a_run_is_said_to_be_a_shift():
    told = drawn([*[Sample(1, 20)] * 13, *[Sample(3, 20)] * 13])

    assert "Eight weeks or more in a row are on one side" in told.sentence
    assert told.lines[0].says == "in a run of 8 on one side"


def test_under_twelve_weeks_there_is_no_picture_and_no_limit():
    told = drawn([*CALM[:11], *[Sample(0, 0)] * (WEEKS - 11)])

    assert told.sentence == "Not yet known: 11 of the 12 weeks it takes."
    assert told.plot is None
    assert told.lines[0].limits == ""
    assert told.lines[-1].says == "nothing counted"


def test_events_are_told_per_thousand():
    told = drawn([Sample(1, 200)] * WEEKS, FIGURES[2])

    assert told.centre == "5.0 ‰"
    assert told.figure.code == "events"


@pytest.mark.parametrize("part", [0, 20])
def test_nothing_and_everything_are_drawn_too(part):
    told = drawn([Sample(part, 20)] * WEEKS)

    assert told.plot is not None
    assert "chance" in told.sentence
