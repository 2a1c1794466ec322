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
