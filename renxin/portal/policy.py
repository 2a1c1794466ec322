"""The rules of the patients' own pages, read from ``policy.toml``."""

import re
import tomllib
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

Limits = tuple[tuple[timedelta, int], ...]


@dataclass(frozen=True)
class Codes:
    """How long a code is good, how often it may be tried, and how many may be asked."""

    good_for: timedelta
    tries: int
    numbers: re.Pattern[str]
    per_number: Limits
    per_address: Limits
    per_prefix: Limits
    a_day: int
    newcomers_a_day: int
    guessed_a_day: int
    prefix: int


@dataclass(frozen=True)
class Sessions:
    idle: timedelta
    lasts: timedelta
    link_lasts: timedelta


@dataclass(frozen=True)
class Newcomers:
    """How many register from one address in a day, and what they may book at first."""

    address_a_day: int
    most_ahead: int


@dataclass(frozen=True)
class Booking:
    days_ahead: int
    most_ahead: int
    not_within_minutes: int
    offers: int
    of_one_day: int

    def soonest(self, at: datetime) -> datetime:
        return at + timedelta(minutes=self.not_within_minutes)


@cache
def codes() -> Codes:
    table = _table()
    code, budget = table["code"], table["budget"]
    return Codes(
        good_for=timedelta(minutes=code["minutes"]),
        tries=code["tries"],
        numbers=re.compile(code["numbers"]),
        per_number=_limits(code["number"]),
        per_address=_limits(code["address"]),
        per_prefix=_limits(code["prefix"]),
        a_day=budget["codes_a_day"],
        newcomers_a_day=budget["newcomers_a_day"],
        guessed_a_day=table["guessing"]["codes_a_day"],
        prefix=budget["prefix"],
    )


@cache
def sessions() -> Sessions:
    table = _table()
    return Sessions(
        idle=timedelta(minutes=table["session"]["idle_minutes"]),
        lasts=timedelta(hours=table["session"]["lasts_hours"]),
        link_lasts=timedelta(days=table["link"]["lasts_days"]),
    )


@cache
def newcomers() -> Newcomers:
    return Newcomers(**_table()["newcomers"])


@cache
def booking() -> Booking:
    return Booking(**_table()["booking"])


@cache
def door_rotates() -> timedelta:
    return timedelta(minutes=_table()["door"]["rotates_minutes"])


def _limits(table: dict[str, int]) -> Limits:
    return tuple((timedelta(seconds=int(s)), most) for s, most in table.items())


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("policy.toml").read_text("utf-8"))
