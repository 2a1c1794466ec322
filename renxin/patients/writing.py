"""What people type, made plain: digits of any script, and no marks one cannot see."""

import re
import unicodedata

# Zero-width and bidirectional marks, soft hyphen, byte-order mark: they ride along
# with copied text, and two names that differ only by one look the same.
INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb]"
)
ODD_SPACE = re.compile(r"[\s\u0000-\u001f\u007f-\u009f]+")


def without_marks(text: str) -> str:
    return INVISIBLE.sub("", text)


def one_spaced(text: str) -> str:
    """Every run of spaces, tabs, line ends or control characters as one space."""
    return ODD_SPACE.sub(" ", text).strip()


def plain(text: str) -> str:
    """ASCII digits and half-width signs, as a number is meant to be written."""
    if text.isascii():
        return text.strip()
    folded = unicodedata.normalize("NFKC", without_marks(text))
    return "".join(_ascii_digit(sign) for sign in folded).strip()


def _ascii_digit(sign: str) -> str:
    if sign.isascii():
        return sign
    digit = unicodedata.decimal(sign, None)
    return sign if digit is None else str(digit)
