"""The advice the house comes with, read from ``advice.toml``: drafts, all of it."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from django.utils.translation import get_language

Text = TypeVar("Text")


@dataclass(frozen=True, kw_only=True)
class Said:
    """One text in one language; a line each is a thing to do, or a sign to call at."""

    title: str
    whom: str
    words: str
    call: str

    @property
    def lines(self) -> list[str]:
        return self.words.split("\n")

    @property
    def signs(self) -> list[str]:
        return self.call.split("\n")

    def is_whole(self) -> bool:
        return bool(self.title and self.words and self.call)

    @classmethod
    def of(cls, told: dict[str, str]) -> "Said":
        return cls(**{name: _tidy(text) for name, text in told.items()})


@dataclass(frozen=True, kw_only=True)
class Draft:
    """One version of one topic in both languages."""

    kind: str
    zh: Said
    en: Said
    # Whoever gives it copies a line from the prescription into it.
    has_dose: bool = False

    def fields(self) -> dict[str, Any]:
        spoken = {"zh": self.zh, "en": self.en}
        texts = {
            f"{part}_{code}": text
            for code, said in spoken.items()
            for part, text in vars(said).items()
        }
        return {"kind": self.kind, "has_dose": self.has_dose, **texts}


@dataclass(frozen=True)
class Shipped:
    topic: str
    version: int
    draft: Draft


@cache
def shipped() -> tuple[Shipped, ...]:
    file = Path(__file__).with_name("advice.toml")
    told = tomllib.loads(file.read_text("utf-8"))["advice"]
    return tuple(Shipped(one["topic"], one["version"], _draft(one)) for one in told)


def title_of(topic: str) -> str:
    """What a topic of the house is called; one of a clinic's own has no name here."""
    known = {one.topic: one.draft for one in shipped()}
    draft = known.get(topic)
    if draft is None:
        return ""
    return spoken(draft.zh, draft.en).title


def place_of(topic: str) -> int:
    """Where a topic stands among those of the house; a clinic's own come after them."""
    topics = [one.topic for one in shipped()]
    return topics.index(topic) if topic in topics else len(topics)


def spoken(zh: Text, en: Text) -> Text:
    """Whichever the screen speaks."""
    return zh if (get_language() or "").startswith("zh") else en


def _draft(one: dict[str, Any]) -> Draft:
    return Draft(
        kind=one["kind"],
        has_dose=one.get("has_dose", False),
        zh=Said.of(one["zh"]),
        en=Said.of(one["en"]),
    )


def _tidy(text: str) -> str:
    """No empty line, and no blanks at either end of one."""
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())
