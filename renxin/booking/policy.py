"""The house's own rules about appointments, read from ``policy.toml``."""

import tomllib
from dataclasses import dataclass
from datetime import time, timedelta
from functools import cache
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Waiting:
    """How a freed place is offered to those who wait for one."""

    abreast: int
    answer_within: timedelta
    ahead: timedelta
    asks_from: time
    asks_until: time


@cache
def waiting() -> Waiting:
    table = _table()["waitlist"]
    return Waiting(
        abreast=table["abreast"],
        answer_within=timedelta(minutes=table["answer_within_minutes"]),
        ahead=timedelta(minutes=table["not_within_minutes_of_start"]),
        asks_from=time.fromisoformat(table["asks_from"]),
        asks_until=time.fromisoformat(table["asks_until"]),
    )


@cache
def held_for() -> timedelta:
    return timedelta(minutes=_table()["requests"]["held_minutes"])


@cache
def by_patient_until() -> timedelta:
    return timedelta(hours=_table()["cancelling"]["by_patient_until_hours"])


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("policy.toml").read_text("utf-8"))
