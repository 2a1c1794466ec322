"""The infection-control checklist of the house, read from ``checklist.toml``."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.translation import get_language


@dataclass(frozen=True)
class Item:
    """One thing looked at, in both languages."""

    code: str
    zh: str
    en: str

    @property
    def text(self) -> str:
        return self.zh if (get_language() or "").startswith("zh") else self.en


@cache
def versions() -> dict[int, tuple[Item, ...]]:
    file = Path(__file__).with_name("checklist.toml")
    told = tomllib.loads(file.read_text("utf-8"))["version"]
    return {one["number"]: tuple(Item(**item) for item in one["items"]) for one in told}


def current() -> int:
    return max(versions())


def items(version: int) -> tuple[Item, ...]:
    return versions()[version]
