"""A typed line as it is read: what has been understood is taken out of it."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

# Stands where something was understood, so that places in the line stay the same.
GONE = "\0"
NUMBER = r"(?:\d+|[一二两三四五六七八九十]+)"
# In Latin script a word stands alone; in Chinese nothing parts it from the next.
ALONE = r"(?<![a-z])(?:{})(?![a-z])"

_DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"两": 2}
_CHUNK = re.compile(r"[^\s\0,，。.;；、?？!！·/()（）]+")


@dataclass(frozen=True)
class Heard:
    """One thing that was understood, in words, and where in the line it was said."""

    words: str
    start: int
    end: int


class Line:
    def __init__(self, typed: str) -> None:
        self.typed = " ".join(unicodedata.normalize("NFKC", typed).split())
        self.left = self.typed
        # Read as a day or a time of day, and none that there is.
        self.strange: list[str] = []

    def take(self, pattern: str) -> re.Match[str] | None:
        """The first place that matches; it counts as understood from then on."""
        found = re.search(pattern, self.left, re.IGNORECASE)
        if found:
            self.blank(found.start(), found.end())
        return found

    def take_all(self, pattern: str) -> Iterator[re.Match[str]]:
        while found := self.take(pattern):
            yield found

    def before(self, place: int, pattern: str) -> bool:
        """Whether that stands right before the place; taken if so."""
        found = re.search(rf"(?:{pattern})\s*$", self.left[:place], re.IGNORECASE)
        if found:
            self.blank(found.start(), found.end())
        return found is not None

    def after(self, place: int, pattern: str) -> bool:
        found = re.match(rf"\s*(?:{pattern})", self.left[place:], re.IGNORECASE)
        if found:
            self.blank(place, place + found.end())
        return found is not None

    def between(self, end: int, start: int, pattern: str) -> bool:
        """Whether nothing but that stands between two things already understood."""
        part = self.left[end:start]
        return re.fullmatch(rf"\s*(?:{pattern})\s*", part, re.IGNORECASE) is not None

    def blank(self, start: int, end: int) -> None:
        self.left = self.left[:start] + GONE * (end - start) + self.left[end:]

    def rest(self) -> list[re.Match[str]]:
        """What is left, piece by piece."""
        return list(_CHUNK.finditer(self.left))


def number(text: str) -> int:
    """A numeral of either script, up to ninety-nine in Chinese."""
    if text.isdecimal():
        return int(text)
    tens, ten, units = text.rpartition("十")
    if not ten:
        return _DIGITS.get(text[-1:], 0)
    return _DIGITS.get(tens, 1) * 10 + _DIGITS.get(units, 0)


def words(*spelled: str) -> str:
    """A pattern for any of these words of Latin script."""
    return ALONE.format("|".join(spelled))
