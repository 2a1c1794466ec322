import pytest
from django.utils import translation

from renxin.booking.asking import lengths
from renxin.booking.asking.line import Line


def minutes(typed):
    read, _heard = lengths.read(Line(typed))
    return read


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("40 分钟", 40),
        ("四十分钟", 40),
        ("45分", 45),
        ("40min", 40),
        ("a 40-minute visit", 40),
        ("三刻钟", 45),
        ("半小时", 30),
        ("半个钟头", 30),
        ("half an hour", 30),
        ("half-hour", 30),
        ("1小时", 60),
        ("一个小时", 60),
        ("an hour", 60),
        ("1.5小时", 90),
        ("1.5h", 90),
        ("一个半小时", 90),
        ("两个半小时", 150),
        ("an hour and a half", 90),
        ("1小时20分", 80),
        ("1h20", 80),
        ("1h 20min", 80),
        ("2 hours", 120),
    ],
)
def test_lengths_are_read_as_people_say_them(typed, meant):
    assert minutes(typed) == meant


@pytest.mark.parametrize("typed", ["10点40分", "10:40", "明天上午", "40", "40mm"])
def test_a_time_of_day_and_a_bare_number_are_no_length(typed):
    assert minutes(typed) is None


def test_where_two_are_said_the_last_one_holds_and_both_are_told():
    with translation.override("en"):
        read, heard = lengths.read(Line("30 分钟，不，60 分钟"))

    assert read == 60
    assert [one.words for one in heard] == ["30 minutes", "60 minutes"]
