"""A name as it is kept: one spelling for what reads the same."""

import re
import unicodedata

from django.utils.translation import gettext as _

from renxin.desk.refusal import Refusal
from renxin.patients.writing import one_spaced, without_marks

LONGEST = 50
HAN = "\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
MIDDLE_DOT = "·"

# What nearly every name is: nothing in it has a second spelling.
_USUAL = re.compile(f"[\u4e00-\u9fff]{{1,{LONGEST}}}")
_FULL_WIDTH = re.compile("[\uff01-\uff5e\u3000]")
_DOT = re.compile(f"(?<=[{HAN}]) *[·•・‧\uff0e.∙⋅･] *(?=[{HAN}])")
_GAP = re.compile(f"(?<=[{HAN}]) +(?=[{HAN}])")
_HAN = re.compile(f"[{HAN}]")


class NotAName(Refusal):
    """What was typed cannot be kept as a person's name."""


def clean(typed: str) -> str:
    """The name in its one spelling; refused when empty or too long to be one.

    Between Chinese characters the middle dot has one form and a space none, so
    that 阿依古丽•买买提 and 王　芳 are found however they were typed.
    """
    if _USUAL.fullmatch(typed):
        return typed
    name = unicodedata.normalize("NFC", without_marks(typed))
    name = one_spaced(_FULL_WIDTH.sub(_half_width, name))
    name = _GAP.sub("", _DOT.sub(MIDDLE_DOT, name))
    if not name:
        raise NotAName(_("Write the name."))
    if len(name) > LONGEST:
        raise NotAName(
            _("A name has at most %(most)s characters; this one has %(length)s.")
            % {"most": LONGEST, "length": len(name)}
        )
    if not any(sign.isalpha() or _is_rare(sign) for sign in name):
        raise NotAName(_("A name has at least one letter or character."))
    return name


def is_chinese(name: str) -> bool:
    return bool(_HAN.search(name))


def _is_rare(sign: str) -> bool:
    # Older systems keep characters Unicode lacked in the private areas.
    return unicodedata.category(sign) == "Co"


def _half_width(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", match.group())
