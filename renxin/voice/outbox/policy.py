"""The house's own rules about messages, read from ``policy.toml``."""

import tomllib
from dataclasses import dataclass
from datetime import time, timedelta
from functools import cache
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Manners:
    """When messages of a kind may go out, and how many in how many days."""

    opens: time
    closes: time
    most: tuple[tuple[timedelta, int], ...]
    # Whether it takes a consent; without that only a no keeps it back.
    asks_first: bool


@dataclass(frozen=True)
class Sending:
    """How carefully something is handed over."""

    held_for: timedelta
    margin: timedelta
    receipts_after: timedelta
    given_up_after: timedelta
    tries: int


@dataclass(frozen=True)
class Replies:
    """Words that mean stop, and words that mean yes."""

    stop: frozenset[str]
    agree: frozenset[str]


@cache
def replies() -> Replies:
    table = _table()["replies"]
    return Replies(frozenset(table["stop"]), frozenset(table["agree"]))


@cache
def marketing() -> frozenset[str]:
    return frozenset(_table()["marketing"]["purposes"])


@cache
def calls() -> tuple[tuple[timedelta, int], ...]:
    """How many calls in how long; whoever has had them is rung another day."""
    most = _table()["calls"]["most"]
    return tuple((timedelta(days=int(days)), n) for days, n in most.items())


@cache
def promoting() -> frozenset[str]:
    return frozenset(_table()["marketing"]["promoting"])


@cache
def manners(purpose: str) -> Manners:
    table = _table()
    asks_first = purpose in marketing()
    rules = table["marketing" if asks_first else "service"]
    opens, closes = map(time.fromisoformat, rules["hours"])
    most = [(timedelta(days=int(days)), n) for days, n in rules["most"].items()]
    return Manners(opens, closes, tuple(most), asks_first)


@cache
def sending() -> Sending:
    table = _table()["sending"]
    return Sending(
        held_for=timedelta(seconds=table["held_seconds"]),
        margin=timedelta(seconds=table["margin_seconds"]),
        receipts_after=timedelta(minutes=table["receipts_minutes"]),
        given_up_after=timedelta(hours=table["given_up_hours"]),
        tries=table["tries"],
    )


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("policy.toml").read_text("utf-8"))
