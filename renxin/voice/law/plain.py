"""A text as the rules read it, and where each sign of it stands in the text written.

Widths, disguises and traditional characters are taken away: signs between the
characters of a word, what cannot be seen, marks written over them. Nothing is lost:
every sign left knows its place, so that a finding is shown in the writer's own words.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

CHINESE = "\u3400-\u9fff"
# What people put between the characters of a word that may not be written.
BETWEEN = re.compile(rf"(?<=[{CHINESE}])[ \t*·•‧・.\-_~|/\\^+='\"`#]+(?=[{CHINESE}])")
# A sign with more marks over it than any language writes has the rest cut off; putting
# thousands in their order would take a second.
MARKS = 4


@dataclass(frozen=True)
class Plain:
    """The text the rules read, and the place in the raw text of each sign of it."""

    raw: str
    text: str
    places: tuple[int, ...]

    def stretch(self, start: int, end: int) -> tuple[int, int]:
        """Where in the raw text a stretch of the plain one begins and ends."""
        return self.places[start], self.places[end - 1] + 1

    def without(self, *masks: re.Pattern[str]) -> "Plain":
        """With what is neutral blanked out, sign for sign."""
        text = self.text
        for mask in masks:
            text = mask.sub(lambda found: "□" * len(found.group()), text)
        return Plain(self.raw, text, self.places)


def plain(raw: str) -> Plain:
    signs = list(_signs(raw))
    text = "".join(sign for sign, _place in signs).translate(_simplified())
    kept: list[int] = []
    end = 0
    for gap in BETWEEN.finditer(text):
        kept += range(end, gap.start())
        end = gap.end()
    kept += range(end, len(text))
    words = "".join(text[at] for at in kept)
    return Plain(raw, words, tuple(signs[at][1] for at in kept))


def _signs(raw: str) -> Iterator[tuple[str, int]]:
    """Each sign that can be seen, in its usual shape, with its place."""
    for place, cluster in _clusters(raw):
        for sign in unicodedata.normalize("NFKC", cluster):
            digit = unicodedata.decimal(sign, None)
            yield (sign if digit is None else str(digit)), place


def _clusters(raw: str) -> Iterator[tuple[int, str]]:
    """A letter with the marks over it; a Chinese character has none."""
    start, held = 0, ""
    for place, sign in enumerate(raw):
        kind = unicodedata.category(sign)
        if kind == "Cf":
            continue
        if kind in {"Mn", "Me"} and held:
            if len(held) <= MARKS and not _is_chinese(held[0]):
                held += sign
            continue
        if held:
            yield start, held
        start, held = place, sign
    if held:
        yield start, held


def _is_chinese(sign: str) -> bool:
    return "\u3400" <= sign <= "\u9fff"


@cache
def _simplified() -> dict[int, str]:
    file = Path(__file__).with_name("traditional.toml")
    told = tomllib.loads(file.read_text("utf-8"))
    both = ("".join(told[name].split()) for name in ("traditional", "simplified"))
    return {ord(one): other for one, other in zip(*both, strict=True)}
