"""Counting every figure of a span: for the house and each clinic, now and before."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Self

import pulse
from renxin.scorecard.span import MONTHS_A_YEAR, Over, Span

HOUSE = ""
CLINIC, MONTH = "clinic", "month"


@dataclass(frozen=True)
class Count:
    """One figure: how many of how many; a mean has only its value and its whole."""

    part: float | None
    whole: int | None
    value: float | None


ByMonth = dict[tuple[str, str, str], Count]  # clinic, figure, month
Counts = dict[str, dict[str, Count]]  # clinic code ("" the house) -> figure -> count


@dataclass(frozen=True)
class Sheet:
    """Every figure of a span, a year before it, and month by month up to its end."""

    now: Counts
    before: Counts
    months: dict[str, dict[str, list[Count | None]]]
    left_out: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, told: dict[str, Any]) -> Self:
        return cls(
            now=_counts(told["now"]),
            before=_counts(told["before"]),
            months={
                clinic: {
                    code: [Count(**one) if one else None for one in line]
                    for code, line in lines.items()
                }
                for clinic, lines in told["months"].items()
            },
            left_out=told["left_out"],
        )


def count(tables: pulse.Tables, last: date) -> dict[Over, Sheet]:
    """The sheets of every length that end with a month.

    Figures whose months add up are asked once, by month, and added up here.
    """
    end = Span(Over.MONTH, last).end
    two_years = pulse.Period.months_to(end, 2 * MONTHS_A_YEAR)
    year = pulse.Period.months_to(end, MONTHS_A_YEAR)
    adding = [code for code, one in _single().items() if one.adds_up]
    others = [code for code, one in _single().items() if not one.adds_up]
    by_month = _by_month(tables, two_years, adding)
    lines = _lines(
        by_month | _by_month(tables, year, others), Span(Over.MONTH, last).trend()
    )
    left_out = {
        code: reason
        for code, one in _single().items()
        if (reason := tables.lacks(one.needs))
    }
    sheets = {}
    for over in Over:
        span = Span(over, last)
        now, before = (
            _told(tables, when, by_month, others)
            for when in (span, span.a_year_earlier())
        )
        sheets[over] = Sheet(now, before, lines, left_out)
    return sheets


def _told(
    tables: pulse.Tables, span: Span, by_month: ByMonth, others: Sequence[str]
) -> Counts:
    counts = _added(by_month, span.months())
    for by in ((), (CLINIC,)):
        for figure in pulse.figures(tables, span.period, by=by, codes=others).figures:
            clinic = figure.by.get(CLINIC, HOUSE)
            if clinic is not None:
                counts.setdefault(clinic, {})[figure.code] = _count(figure)
    return counts


def _single() -> dict[str, pulse.Metric]:
    """Figures that fall into parts (reasons, say) are told by their own picture."""
    return {code: one for code, one in pulse.catalogue().items() if not one.split_by}


def _by_month(
    tables: pulse.Tables, period: pulse.Period, codes: Sequence[str]
) -> ByMonth:
    """By clinic, figure and month; the house is the clinic without a name."""
    return {
        (clinic, figure.code, str(figure.by[MONTH])): _count(figure)
        for by in ((MONTH,), (CLINIC, MONTH))
        for figure in pulse.figures(tables, period, by=by, codes=codes).figures
        if (clinic := figure.by.get(CLINIC, HOUSE)) is not None
    }


def _added(by_month: ByMonth, months: Sequence[str]) -> Counts:
    sums: dict[tuple[str, str], list[float]] = {}
    for (clinic, code, month), one in by_month.items():
        both = sums.setdefault((clinic, code), [0, 0])
        if month in months:
            both[0] += one.part or 0
            both[1] += one.whole or 0
    counts: Counts = {}
    for (clinic, code), (part, whole) in sums.items():
        value = part / whole if whole else None
        counts.setdefault(clinic, {})[code] = Count(part, int(whole), value)
    return counts


def _lines(
    by_month: ByMonth, months: Sequence[str]
) -> dict[str, dict[str, list[Count | None]]]:
    lines: dict[str, dict[str, list[Count | None]]] = {}
    for clinic, code, _month in by_month:
        lines.setdefault(clinic, {})[code] = [
            by_month.get((clinic, code, month)) for month in months
        ]
    return lines


def _count(figure: pulse.Figure) -> Count:
    whole = figure.n if figure.part is None else figure.whole
    return Count(part=figure.part, whole=whole, value=figure.value)


def _counts(told: dict[str, dict[str, Any]]) -> Counts:
    return {
        clinic: {code: Count(**one) for code, one in counts.items()}
        for clinic, counts in told.items()
    }
