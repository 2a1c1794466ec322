from datetime import date

import pytest

from renxin.scorecard.span import Over, Span, last_whole_month

LATEST = date(2026, 10, 1)


@pytest.mark.parametrize(
    ("over", "start"),
    [
        (Over.MONTH, date(2026, 10, 1)),
        (Over.QUARTER, date(2026, 8, 1)),
        (Over.YEAR, date(2025, 11, 1)),
    ],
)
def test_every_length_ends_with_the_same_month(over: Over, start: date) -> None:
    span = Span(over, LATEST)

    assert (span.start, span.end) == (start, date(2026, 11, 1))


def test_a_year_earlier_is_as_long() -> None:
    before = Span(Over.QUARTER, LATEST).a_year_earlier()

    assert (before.start, before.end) == (date(2025, 8, 1), date(2025, 11, 1))


def test_earlier_and_later_join_without_a_gap() -> None:
    span = Span(Over.QUARTER, LATEST)

    assert span.earlier().end == span.start
    assert span.earlier().later() == span


def test_the_trend_is_twelve_months_up_to_the_end() -> None:
    months = Span(Over.MONTH, date(2026, 2, 1)).trend()

    assert (months[0], months[-1], len(months)) == ("2025-03", "2026-02", 12)


@pytest.mark.parametrize("asked", ["", "2026-99", "2026", "1-1", "2026-10-05", "无"])
def test_what_cannot_be_read_is_the_latest_month(asked: str) -> None:
    assert Span.asked({"to": asked}, LATEST) == Span(Over.MONTH, LATEST)


def test_nothing_is_told_of_a_month_to_come() -> None:
    assert Span.asked({"to": "2027-01"}, LATEST).last == LATEST


@pytest.mark.parametrize(
    ("today", "last"),
    [(date(2026, 3, 1), date(2026, 2, 1)), (date(2026, 1, 31), date(2025, 12, 1))],
)
def test_the_month_we_are_in_is_not_over(today: date, last: date) -> None:
    assert last_whole_month(today) == last
