"""The house's own rules about referrals, read from ``policy.toml``."""

import tomllib
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

from renxin.referrals.kinds import Step


@dataclass(frozen=True)
class Review:
    """When a manager has to look at how a patient is sent about."""

    hops: int
    days: timedelta
    within: timedelta
    says_nothing: frozenset[str]


@cache
def clock(urgency: str, step: Step) -> timedelta:
    """How long the next step may take."""
    if step is Step.ASK:
        return timedelta(hours=_table()["outside"]["ask"][urgency])
    return timedelta(hours=_table()["urgency"][urgency][step.lower()])


@cache
def opens_and() -> timedelta:
    return timedelta(hours=_table()["shut"]["opens_and"])


@cache
def review() -> Review:
    table = _table()["review"]
    return Review(
        hops=table["hops"],
        days=timedelta(days=table["days"]),
        within=timedelta(hours=table["within"]),
        says_nothing=frozenset(table["says_nothing"]),
    )


@cache
def out_of_scope_within() -> timedelta:
    return timedelta(hours=_table()["scope"]["within"])


@cache
def shown_for() -> timedelta:
    return timedelta(days=_table()["shown"]["days"])


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("policy.toml").read_text("utf-8"))
