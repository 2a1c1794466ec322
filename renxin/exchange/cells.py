"""Cells that a spreadsheet must take for text and never for a formula."""

import re

# What a spreadsheet may skip before it looks for a formula, then how one begins.
_SKIPPED = re.compile(
    "^[\\s\\x00-\\x20\\x7f-\\xa0\\u00ad\\u200b-\\u200f\\u2028-\\u202f\\u205f-\\u206f\\u3000\\ufeff\"']*"
)
_BEGINS = ("=", "+", "-", "@", "＝", "＋", "－", "\uff20", "\t", "\r", "\n")
GUARD = "'"


def is_formula(text: str) -> bool:
    bare = _SKIPPED.sub("", text)
    return bare.startswith(_BEGINS) or text.startswith(("\t", "\r", "\n"))


def guarded(text: str) -> str:
    """The cell, with an apostrophe before it where it might be run."""
    return GUARD + text if is_formula(text) else text


def unguarded(text: str) -> str:
    """The cell as it was before we guarded it."""
    return text[1:] if text.startswith(GUARD) and is_formula(text[1:]) else text
