from datetime import date

import pytest

from renxin.scorecard import missing
from renxin.scorecard.lake.refresh import refresh
from renxin.scorecard.missing import Group, Missing
from renxin.scorecard.pieces import opened
from renxin.scorecard.span import Over, Span
from tests.cast import NOON

FEBRUARY = Span(Over.MONTH, date(2026, 2, 1))


@pytest.fixture
def counted(told):
    return missing.count(opened(refresh(at=NOON).folder), FEBRUARY, "dongyuan")


def test_every_group_is_out_of_its_own_whole(counted):
    told = Missing.read(counted, names=True)

    assert (told.all.part, told.all.whole) == (3, 13)
    assert sum(one.whole for one in told.by_lead) == 13
    assert sum(one.whole for one in told.week) == 13


def test_an_hour_of_fewer_than_ten_bookings_loses_its_part(counted):
    told = Missing.read(counted, names=True)

    assert {one.part for one in told.week} == {None}
    assert {one.percent for one in told.week} == {""}


def test_few_people_are_not_pointed_at_before_whoever_may_not_see_names(counted):
    told = Missing.read(counted, names=False)

    assert told.all.part is None
    assert (told.all.low, told.all.interval) == (None, "")


def test_another_clinic_without_bookings_has_nothing_to_tell(told):
    counted = missing.count(opened(refresh(at=NOON).folder), FEBRUARY, "hexi")

    assert Missing.read(counted, names=True).all.whole == 0


def test_a_share_is_told_with_its_interval_and_what_is_usual():
    group = Group("李予安", 12, 100, low=0.07, high=0.198, expected=9.0)

    assert (group.percent, group.interval, group.usual) == ("12", "7–20", "9")
