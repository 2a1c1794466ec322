"""The words other systems use, kept as data in words.toml."""

import re
import tomllib
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

from renxin.exchange.kinds import Field
from renxin.exchange.reading.values import folded

_FILLING = re.compile(r"[\s_\-·.:：/()（）\[\]【】*]+")
_BEHIND = re.compile(r"[(（\[【].*?[)）\]】]")


@cache
def table() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("words.toml").read_text("utf-8"))


def heading_key(heading: str) -> str:
    """A heading without what varies: case, width, spaces, signs."""
    return _FILLING.sub("", unicodedata.normalize("NFKC", heading)).casefold()


@cache
def fields_called(heading: str) -> tuple[str, ...]:
    """Our names for what a heading may mean; remarks in brackets do not count."""
    bare = _BEHIND.sub("", heading)
    keys = {heading_key(heading), heading_key(bare)}
    return tuple(
        name
        for name, words in table()["headings"].items()
        if not keys.isdisjoint(map(heading_key, words))
    )


def choices_of(kind: str, field: Field) -> dict[str, str]:
    """Every usual word for each of our codes, the codes themselves among them."""
    choices = table()["choices"]
    words = choices["truth"] if field.reader == "truth" else {}
    if field.choices:
        words = choices.get(kind, {}).get(field.name) or choices.get(field.name, {})
    known = {folded(code): code for code in field.choices}
    known |= {folded(word): code for code, them in words.items() for word in them}
    return known
