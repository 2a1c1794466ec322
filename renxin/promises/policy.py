"""The house's own rules about lateness and about ringing, read from ``policy.toml``."""

import tomllib
from dataclasses import dataclass
from datetime import time, timedelta
from functools import cache
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Step:
    """One level upward: who is told, how long after the promise was due."""

    level: int
    after: timedelta
    to_role: str


@dataclass(frozen=True)
class Lateness:
    """What happens to a promise of one kind that is late."""

    upward: tuple[Step, ...]
    broken_after: timedelta | None
    """None means: broken with the end of the clinic's day it was due on."""


@dataclass(frozen=True)
class Calls:
    """When we ring, how often we try, and how far apart."""

    hours: tuple[tuple[time, time], ...]
    tries: int
    again_after: timedelta


@cache
def lateness(kind: str) -> Lateness:
    table = _table()
    rules = table["default"] | table["kinds"].get(kind, {})
    with_the_day = rules.get("broken_with_the_day", False)
    return Lateness(
        upward=tuple(
            Step(level, timedelta(hours=step["hours"]), step["to"])
            for level, step in enumerate(rules["upward"], start=1)
        ),
        broken_after=(
            None if with_the_day else timedelta(hours=rules["broken_after_hours"])
        ),
    )


@cache
def calls() -> Calls:
    table = _table()["calls"]
    return Calls(
        hours=tuple(
            (time.fromisoformat(opens), time.fromisoformat(closes))
            for opens, closes in table["hours"]
        ),
        tries=table["tries"],
        again_after=timedelta(hours=table["again_after_hours"]),
    )


@cache
def told_for() -> timedelta:
    return timedelta(minutes=_table()["told"]["minutes_before_broken"])


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("policy.toml").read_text("utf-8"))
