"""A text in pieces, so that a page can mark what the law check found in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from renxin.voice.law import Finding
from renxin.voice.law.asking import Held
from renxin.voice.models.held import found_in, held
from renxin.voice.models.wording_version import Draft
from renxin.voice.wordings.filling import BLANK, LABELS


@dataclass(frozen=True)
class Piece:
    """Plain words, a blank, or words a finding speaks of, with its number."""

    text: str
    finding: Finding | None = None
    number: int = 0
    is_blank: bool = False


@dataclass(frozen=True)
class Text:
    """One language of a draft: its pieces, and what was found, numbered from one."""

    language: str
    pieces: tuple[Piece, ...]
    findings: tuple[tuple[int, Finding], ...]


def highlighted(draft: Draft, surface: str, *, on: date) -> tuple[Text, Text]:
    by = held(on=on)
    zh = _text("zh-hans", draft.zh, surface, 1, on=on, by=by)
    return zh, _text("en", draft.en, surface, 1 + len(zh.findings), on=on, by=by)


def _text(
    language: str, words: str, surface: str, first: int, *, on: date, by: Held
) -> Text:
    found = tuple(enumerate(found_in(words, surface, on=on, by=by), first))
    return Text(language, tuple(_pieces(words, found)), found)


def _pieces(words: str, found: tuple[tuple[int, Finding], ...]) -> Iterator[Piece]:
    """What two rules find in one place is marked once; what has no place, nowhere."""
    at = 0
    for number, one in found:
        if one.start < at or one.start == one.end:
            continue
        yield from _blanks(words[at : one.start])
        yield Piece(words[one.start : one.end], one, number)
        at = one.end
    yield from _blanks(words[at:])


def _blanks(words: str) -> Iterator[Piece]:
    at = 0
    for blank in BLANK.finditer(words):
        if blank[1] in LABELS:
            yield Piece(words[at : blank.start()])
            yield Piece(str(LABELS[blank[1]]), is_blank=True)
            at = blank.end()
    yield Piece(words[at:])
