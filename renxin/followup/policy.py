"""The house's own rules about following up, read from ``policy.toml``."""

import tomllib
from dataclasses import dataclass
from datetime import time, timedelta
from functools import cache
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Line:
    """When the line is counted, who hears of breaks, how soon one is called."""

    counted_from: time
    heard_by: str
    called_within: timedelta


@dataclass(frozen=True)
class Calls:
    """How one rings: for how long in hand, in which order, and what comes after."""

    held_for: timedelta
    need: tuple[str, ...]
    asked: tuple[time, time]
    topics: dict[str, str]
    number_within: timedelta
    rounds: int
    reached: dict[str, int]
    unanswered: dict[str, int]


@dataclass(frozen=True)
class Pace:
    """Over which days what came of the calls is counted."""

    window: timedelta
    came_within: timedelta


@dataclass(frozen=True)
class Risk:
    """A group that is looked after sooner: by which words, after how many days."""

    code: str
    words: tuple[str, ...]
    days: timedelta


@dataclass(frozen=True)
class Lists:
    """Whom a list finds, whom it leaves in peace, and who agrees to it."""

    overdue: timedelta
    lost: timedelta
    furthest: timedelta
    family: timedelta
    quiet: timedelta
    win_back_quiet: timedelta
    most: int
    second_above: int
    a_day: int
    measured_by: dict[str, tuple[int, int]]
    never: tuple[str, ...]
    risks: tuple[Risk, ...]


@dataclass(frozen=True)
class Needs:
    """By which words a need is told, and who is looked after in a special way."""

    looked_back: timedelta
    treatment: timedelta
    aesthetics: tuple[str, ...]
    prevention: tuple[str, ...]
    child_until: int
    elder_from: int
    afraid_from: int


@cache
def needs() -> Needs:
    table = _table()["needs"]
    return Needs(
        looked_back=timedelta(days=table["looked_back_days"]),
        treatment=timedelta(days=table["treatment_days"]),
        aesthetics=tuple(table["aesthetics"]),
        prevention=tuple(table["prevention"]),
        child_until=table["child_until"],
        elder_from=table["elder_from"],
        afraid_from=table["afraid_from"],
    )


@cache
def lists() -> Lists:
    table = _table()["lists"]

    def days(name: str) -> timedelta:
        return timedelta(days=table[f"{name}_days"])

    return Lists(
        overdue=days("overdue"),
        lost=days("lost"),
        furthest=days("furthest"),
        family=days("family"),
        quiet=days("quiet"),
        win_back_quiet=days("win_back_quiet"),
        most=table["most"],
        second_above=table["second_above"],
        a_day=table["a_day"],
        measured_by={
            sort: (first, last) for sort, (first, last) in table["measured_by"].items()
        },
        never=tuple(table["never"]),
        risks=tuple(
            Risk(one["code"], tuple(one["words"]), timedelta(days=one["days"]))
            for one in table["risk"]
        ),
    )


@cache
def calls() -> Calls:
    table = _table()["calls"]
    after = table["after"]
    return Calls(
        held_for=timedelta(minutes=table["held_minutes"]),
        need=tuple(table["need"]),
        asked=(
            time.fromisoformat(table["asked_from"]),
            time.fromisoformat(table["asked_until"]),
        ),
        topics=table["topics"],
        number_within=timedelta(days=table["number_within_days"]),
        rounds=after["rounds"],
        reached=after["reached"],
        unanswered=after["unanswered"],
    )


@cache
def pace() -> Pace:
    table = _table()["pace"]
    return Pace(
        window=timedelta(days=table["window_days"]),
        came_within=timedelta(days=table["came_within_days"]),
    )


@cache
def line() -> Line:
    table = _table()["line"]
    return Line(
        counted_from=time.fromisoformat(table["counted_from"]),
        heard_by=table["heard_by"],
        called_within=timedelta(hours=table["called_within_hours"]),
    )


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("policy.toml").read_text("utf-8"))
