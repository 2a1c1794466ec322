"""A pack of rules: our reading of a country's law, as versioned data in ``packs/``."""

import re
import tomllib
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from renxin.voice.law.kinds import Severity

PACKS = Path(__file__).with_name("packs")
# The pack of the house, where nobody names another.
HOME = "zh-CN"


@dataclass(frozen=True, kw_only=True)
class Dated:
    """A row that holds from a day, perhaps to one, and who has checked it."""

    begins: date
    ends: date | None
    source: str
    verified_by: str
    verified_on: date | None

    def holds(self, on: date) -> bool:
        return self.begins <= on and (self.ends is None or on <= self.ends)


@dataclass(frozen=True, kw_only=True)
class Article(Dated):
    """Where the law stands; after a renumbering, another row of the same id."""

    id: str
    zh: str
    en: str


@dataclass(frozen=True, kw_only=True)
class Rule(Dated):
    """One thing not to say: where it counts, why, and what to say instead."""

    id: str
    zh: str
    en: str
    better_zh: str
    better_en: str
    # Words that may stand in its place as they are, "" where it is best left out;
    # None where somebody has to think.
    instead_zh: str | None
    instead_en: str | None
    law: tuple[str, ...]
    severities: Mapping[str, Severity]
    patterns: tuple[re.Pattern[str], ...]


@dataclass(frozen=True, kw_only=True)
class Pack:
    """The rules of one country in one version."""

    name: str
    version: str
    zh: str
    en: str
    masks: tuple[re.Pattern[str], ...]
    care_masks: tuple[re.Pattern[str], ...]
    care: frozenset[str]
    rules: tuple[Rule, ...]
    articles: tuple[Article, ...]

    @property
    def edition(self) -> str:
        return f"{self.name} {self.version}"

    def masks_on(self, surface: str) -> tuple[re.Pattern[str], ...]:
        return self.masks + (self.care_masks if surface in self.care else ())

    def rules_on(self, surface: str, on: date) -> Iterator[tuple[Rule, Severity]]:
        for rule in self.rules:
            if surface in rule.severities and rule.holds(on):
                yield rule, rule.severities[surface]

    def articles_of(self, law: Collection[str], on: date) -> tuple[Article, ...]:
        """As they are numbered on that day; one not in force yet is not named."""
        return tuple(one for one in self.articles if one.id in law and one.holds(on))


def names() -> list[str]:
    return sorted(found.name for found in PACKS.iterdir() if found.is_dir())


@cache
def pack(name: str = HOME) -> Pack:
    if name not in names():
        raise LookupError(name)
    folder = PACKS / name
    told = _read(folder / "pack.toml")
    articles = _read(folder / "articles.toml")["article"]
    files = sorted((folder / "rules").glob("*.toml"))
    return Pack(
        **{part: told[part] for part in ("name", "version", "zh", "en")},
        masks=_patterns(told["masks"]),
        care_masks=_patterns(told["care_masks"]),
        care=frozenset(told["care"].split()),
        rules=tuple(_rule(one) for file in files for one in _read(file)["rule"]),
        articles=tuple(_article(one) for one in articles),
    )


def _read(file: Path) -> dict[str, Any]:
    return tomllib.loads(file.read_text("utf-8"))


def _article(one: dict[str, Any]) -> Article:
    return Article(id=one["id"], zh=one["zh"], en=one["en"], **_dates(one))


def _rule(one: dict[str, Any]) -> Rule:
    severities = {
        surface: Severity(grave)
        for grave in Severity.values
        for surface in one.get(grave, "").split()
    }
    words = ("id", "zh", "en", "better_zh", "better_en")
    return Rule(
        **{part: one[part] for part in words},
        instead_zh=one.get("instead_zh"),
        instead_en=one.get("instead_en"),
        law=tuple(one["law"]),
        severities=severities,
        patterns=_patterns(one["any"]),
        **_dates(one),
    )


def _dates(one: dict[str, Any]) -> dict[str, Any]:
    return {
        "begins": one["from"],
        "ends": one.get("to"),
        "source": one["source"],
        "verified_by": one["verified_by"],
        "verified_on": one.get("verified_on"),
    }


def _patterns(written: Iterable[str]) -> tuple[re.Pattern[str], ...]:
    """Read like the texts they look into: narrow, and a word of Latin ends at 字."""
    narrow = (unicodedata.normalize("NFKC", one) for one in written)
    return tuple(re.compile(one, re.IGNORECASE | re.ASCII) for one in narrow)
