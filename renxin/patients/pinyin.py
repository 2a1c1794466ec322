"""How a name sounds, so that it is found by its sound or by its initials."""

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from operator import add
from pathlib import Path

from renxin.desk.later import later
from renxin.patients.names import HAN, MIDDLE_DOT

# Its dictionary of phrases is a third of what the first page would wait for.
lazy_pinyin = later("pypinyin").lazy_pinyin
phrases = later("pypinyin.constants").PHRASES_DICT

# The widths of the columns they are kept in.
WHOLE, INITIALS = 120, 40

_TABLE = tomllib.loads(Path(__file__).with_name("surnames.toml").read_text("utf-8"))
SINGLE: dict[str, list[str]] = _TABLE["single"]
COMPOUND: dict[str, list[str]] = _TABLE["compound"]
_LONGEST = max(map(len, COMPOUND))
_RUN = re.compile(f"[{HAN}]+|[^{HAN}]+")
_WORD = re.compile(r"[a-z0-9]+")
_PASSPORT_UMLAUT = re.compile(r"(?<=[ln])(?:yu|ü|u:)(?![a-z]*[aio])")


@dataclass(frozen=True, slots=True)
class Readings:
    """A name by its sound: whole and by initials, and so by its other reading."""

    pinyin: str
    initials: str
    other_pinyin: str = ""
    other_initials: str = ""


def readings(name: str) -> Readings:
    surname = _surname(name)
    if not surname:
        return Readings(*_sound(name))
    sounds, letters = _sound(name[len(surname) :])
    usual, other = (COMPOUND.get(surname) or SINGLE[surname])[:2]
    pinyin, initials = _joined(surname, usual, sounds, letters)
    if not other:
        return Readings(pinyin, initials)
    other_pinyin, other_initials = _joined(surname, other, sounds, letters)
    if other_initials == initials:
        other_initials = ""
    return Readings(pinyin, initials, other_pinyin, other_initials)


def sought(typed: str) -> str:
    """What is typed into the finder, spelled as the sounds are kept."""
    latin = _PASSPORT_UMLAUT.sub("v", typed.lower())
    return "".join(_WORD.findall(_unmarked(latin)))


def _surname(name: str) -> str:
    """The surname whose reading the table knows; empty for all the others."""
    if MIDDLE_DOT in name:
        return ""
    for length in range(_LONGEST, 1, -1):
        if name[:length] in COMPOUND:
            return name[:length]
    return name[:1] if name[:1] in SINGLE else ""


def _joined(surname: str, sound: str, rest: str, letters: str) -> tuple[str, str]:
    first = _first_letters(surname, sound)
    return (sound + rest)[:WHOLE], (first + letters)[:INITIALS]


@lru_cache(maxsize=1024)
def _first_letters(surname: str, sound: str) -> str:
    """The initial of each character; a compound is cut by its usual syllables."""
    if len(surname) == 1:
        return sound[0]
    usual = lazy_pinyin(surname)
    rest = "".join(syllable[0] for syllable in usual[1:])
    return sound[0] + (_SECOND.get(sound) or rest)


# Compound surnames whose second syllable begins otherwise than it does in a word.
_SECOND = {"moqi": "q", "wansi": "s", "ziju": "j", "ziche": "c", "chanyu": "y"}


@lru_cache(maxsize=200_000)
def _sound(name: str) -> tuple[str, str]:
    """Sound and initials of any stretch of a name, whatever its script."""
    sounds, letters = [], []
    for run in _RUN.findall(name):
        for syllable in _syllables(run):
            sounds.append(syllable)
            letters.append(syllable[0])
    return "".join(sounds)[:WHOLE], "".join(letters)[:INITIALS]


def _syllables(run: str) -> list[str]:
    if _RUN.match(run) and not re.match(f"[{HAN}]", run):
        return _WORD.findall(_unmarked(run))
    if any(pair in _beginnings() for pair in map(add, run, run[1:])):
        return _read(run)
    return [s for sign in run for s in _alone(sign)]


@lru_cache(maxsize=1)
def _beginnings() -> frozenset[str]:
    """How the phrases begin that are read otherwise than sign by sign."""
    return frozenset(phrase[:2] for phrase in phrases.behind())


@lru_cache(maxsize=20_000)
def _alone(sign: str) -> list[str]:
    return _read(sign)


def _read(run: str) -> list[str]:
    # Characters nobody has a reading for leave no sound behind.
    return [s for s in lazy_pinyin(run, errors=lambda _unread: "") if s]


def _unmarked(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.lower())
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))
