"""The words the house comes with, read from the files beside this one."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import get_language


@dataclass(frozen=True, kw_only=True)
class Shipped:
    """One topic as the house says it until a clinic has its own words."""

    topic: str
    # Which file it came in: what it belongs to.
    area: str
    version: int
    title_zh: str
    title_en: str
    surface: str
    channel: str
    purpose: str
    role: str
    zh: str
    en: str
    at_any_hour: bool
    # Somebody who answers for it may have it said past hours, caps and stops.
    urgent: bool

    @property
    def title(self) -> str:
        chinese = (get_language() or "").startswith("zh")
        return self.title_zh if chinese else self.title_en


@cache
def all_shipped() -> dict[str, Shipped]:
    files = sorted(Path(__file__).parent.glob("*.toml"))
    return {
        topic: _shipped(topic, file.stem, told)
        for file in files
        for topic, told in tomllib.loads(file.read_text("utf-8")).items()
    }


def _shipped(topic: str, area: str, told: dict[str, Any]) -> Shipped:
    usual: dict[str, Any] = {"role": "", "at_any_hour": False, "urgent": False}
    words = {"zh": told["zh"].strip(), "en": told["en"].strip()}
    return Shipped(topic=topic, area=area, **usual | told | words)
