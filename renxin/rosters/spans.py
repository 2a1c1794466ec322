"""Stretches of time: joined where they touch, and what they cover."""

from collections.abc import Iterable
from datetime import datetime

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

__all__ = ["DateTimeTZRange", "covers", "joined", "meet", "span"]


def span(starts_at: datetime, ends_at: datetime) -> DateTimeTZRange:
    """From the first moment up to, but not including, the last."""
    return DateTimeTZRange(starts_at, ends_at, "[)")


def meet(one: DateTimeTZRange, other: DateTimeTZRange) -> bool:
    """Whether they share any time; where one ends the other may begin."""
    return bool(one.lower < other.upper and other.lower < one.upper)


def joined(spans: Iterable[DateTimeTZRange]) -> list[DateTimeTZRange]:
    """The same time in as few stretches as can be, earliest first."""
    whole: list[DateTimeTZRange] = []
    for one in sorted(spans, key=lambda one: one.lower):
        if whole and one.lower <= whole[-1].upper:
            last = whole.pop()
            whole.append(span(last.lower, max(last.upper, one.upper)))
        else:
            whole.append(one)
    return whole


def covers(spans: Iterable[DateTimeTZRange], wanted: DateTimeTZRange) -> bool:
    return any(
        one.lower <= wanted.lower and wanted.upper <= one.upper for one in joined(spans)
    )
