"""The words and the known truth of the demonstration clinic, kept as TOML."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


@cache
def words(name: str) -> dict[str, Any]:
    return tomllib.loads((HERE / "words" / f"{name}.toml").read_text("utf-8"))


@cache
def truth() -> dict[str, Any]:
    return tomllib.loads((HERE / "truth.toml").read_text("utf-8"))
