"""Figures month by month."""

from collections.abc import Iterable, Mapping, Sequence

from pulse.figures import Answer, Figure, figures, quotient
from pulse.metrics import catalogue
from pulse.opened import MONTH, Tables
from pulse.period import Period, month_name, month_start

TWO_YEARS = 24


def trend(
    tables: Tables,
    code: str,
    period: Period,
    *,
    months: int = 12,
    by: Mapping[str, str | None] | None = None,
) -> tuple[Figure, ...]:
    """One figure a month up to the period's end, oldest first; `by` asks for one group.

    Figures of a state, such as attrition, are those of each month's end.
    """
    return trends(tables, period, months=months, codes=[code], by=by)[code]


def trends(
    tables: Tables,
    period: Period,
    *,
    months: int = 12,
    codes: Iterable[str] | None = None,
    by: Mapping[str, str | None] | None = None,
) -> dict[str, tuple[Figure, ...]]:
    """Every figure's months at once; a month without rows has an empty whole."""
    groups = dict(by or {})
    last = months_up_to(period, months)
    answer = figures(tables, last, by=(*groups, MONTH), codes=codes)
    return {
        code: _filled(code, last, answer.of(code), groups)
        for code in (catalogue() if codes is None else codes)
        if not catalogue()[code].split_by
    }


def months_up_to(period: Period, months: int) -> Period:
    """Whole months; one the period only touches is taken whole."""
    after = month_start(period.months()[-1] + 1)
    return Period.months_to(after, months)


def _filled(
    code: str,
    months: Period,
    found: Sequence[Figure],
    groups: Mapping[str, str | None],
) -> tuple[Figure, ...]:
    if not found:
        return ()
    ours = {
        one.by[MONTH]: one
        for one in found
        if all(one.by[dim] == value for dim, value in groups.items())
    }
    metric = catalogue()[code]
    return tuple(
        ours.get(name) or quotient(metric, 0, 0, {**groups, MONTH: name})
        for name in map(month_name, months.months())
    )


def year_before(series: Sequence[Figure]) -> Figure | None:
    """The figure of the year before the last, from twenty-four months that add up."""
    metric = catalogue()[series[0].code]
    if len(series) != TWO_YEARS:
        return None
    if not metric.adds_up:
        return series[11] if metric.code == "K22" else None
    return whole_of(series[:12])


def whole_of(series: Sequence[Figure]) -> Figure:
    """Months that add up, as one figure."""
    metric = catalogue()[series[0].code]
    part = sum(one.part or 0 for one in series)
    return quotient(metric, part, sum(one.whole or 0 for one in series), {})


def answer_from(series: Mapping[str, Sequence[Figure]], period: Period) -> Answer:
    """The figures of a period whose months are all there, without asking again."""
    wanted = {month_name(month) for month in period.months()}
    found = []
    for code, months in series.items():
        if catalogue()[code].adds_up:
            ours = [one for one in months if one.by[MONTH] in wanted]
            found.append(whole_of(ours))
    return Answer(tuple(found))
