"""What every side must answer, and how the answers are compared."""

from collections.abc import Iterable, Mapping
from datetime import date
from math import isclose

from pulse import Period

PERIOD = Period(date(2025, 1, 1), date(2026, 1, 1))
MONTHS = Period.months_to(PERIOD.end, 24)
ELEMENTS = (
    "ETHICS",
    "TECHNIQUE",
    "SERVICE",
    "ENVIRONMENT",
    "PRICE",
    "EQUIPMENT",
    "PROCESS",
    "COMMUNICATION",
)
Answers = dict[str, tuple[float | int | None, ...]]


def named_cohorts(
    cohorts: Iterable[tuple[str, int, int | None, int | None]],
) -> Answers:
    return {f"cohort {month}": tuple(counts) for month, *counts in cohorts}


def named_loss(
    by_reason: Mapping[str, int], by_month: Mapping[str, int], ids: int
) -> Answers:
    reasons: Answers = {f"loss {one}": (count,) for one, count in by_reason.items()}
    months: Answers = {f"loss {one}": (count,) for one, count in by_month.items()}
    return reasons | months | {"loss ids": (ids,)}


def differences(ours: Answers, theirs: Answers) -> list[str]:
    """Where the other side answered otherwise; it may have fewer words."""
    return [
        f"{name}: {ours.get(name)} and {told}"
        for name, told in theirs.items()
        if not _same(ours.get(name), told)
    ]


def _same(
    ours: tuple[float | int | None, ...] | None, theirs: tuple[float | int | None, ...]
) -> bool:
    if ours is None or len(ours) != len(theirs):
        return False
    return all(
        a == b
        or (
            a is not None
            and b is not None
            and isclose(a, b, rel_tol=1e-6, abs_tol=1e-9)
        )
        for a, b in zip(ours, theirs, strict=True)
    )
