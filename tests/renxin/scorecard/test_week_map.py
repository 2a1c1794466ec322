from django.utils import translation

from renxin.scorecard.missing import Group
from renxin.scorecard.week_map import week_map

WEEK = [
    Group("1 09", 1, 20, 0.01, 0.24),
    Group("1 14", None, 4),
    Group("3 09", 8, 20, 0.22, 0.61),
]


def test_hours_go_down_and_days_across():
    with translation.override("zh-hans"):
        told = week_map(WEEK)

    assert told.days == ("周一", "周三")
    assert [hour.name for hour in told.hours] == ["09:00", "14:00"]
    assert [name for name, _group in told.lines] == [
        "周一 09:00",
        "周一 14:00",
        "周三 09:00",
    ]


def test_the_most_missed_hour_has_the_strongest_colour():
    nine = week_map(WEEK).hours[0]

    assert [cell.shade for cell in nine.cells] == ["h1", "h6"]


def test_a_small_hour_has_no_colour_and_an_empty_one_nothing_at_all():
    small, empty = week_map(WEEK).hours[1].cells

    assert (small.shade, small.group.whole) == ("", 4)
    assert empty.group is None


def test_hours_all_alike_have_the_middle_colour():
    told = week_map([Group("1 09", 1, 20), Group("2 09", 2, 40)])

    assert {cell.shade for cell in told.hours[0].cells} == {"h3"}


def test_without_an_hour_that_may_be_told_there_is_no_map():
    assert week_map([Group("1 09", None, 4)]) is None
    assert week_map([]) is None
