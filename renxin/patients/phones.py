"""Phone numbers: any way people write them in, one way to keep them (E.164)."""

import re
from functools import lru_cache

import phonenumbers
from django.utils.translation import gettext as _

from renxin.desk.refusal import Refusal
from renxin.patients.writing import plain

HOME = "CN"

# The fast way for the numbers nearly everybody has; the library judges the rest.
# 161 and 174 were given out only with 0 behind them.
_MOBILE = re.compile(
    r"(?:(?:\+|00)?86|0)?"
    r"(1(?:3[0-9]|4[57]|5[0-35-9]|6[2567]|61(?=0)|7[0-35-8]|74(?=0)|8[0-9]|9[0-35-9])"
    r"[0-9]{8})"
)
_FILLING = re.compile(r"[\s()（）./\-\u2010-\u2015]+")
_EXTENSION = re.compile(r"(?:转|分机|ext\.?|x|#)\s*([0-9]{1,6})$", re.IGNORECASE)
_WRITTEN = re.compile(r"\+?[0-9]{3,18}")


class NotAPhone(Refusal):
    """What was typed is no phone number anybody could answer."""


def clean(typed: str) -> str:
    """The number in E.164, an extension behind it as ``;ext=801``."""
    bare = _MOBILE.fullmatch(typed)
    if bare:
        return f"+86{bare.group(1)}"
    text = plain(typed)
    extension = _EXTENSION.search(text)
    digits = _FILLING.sub("", text[: extension.start()] if extension else text)
    mobile = _MOBILE.fullmatch(digits)
    if mobile and not extension:
        return f"+86{mobile.group(1)}"
    number = _judged(digits)
    return f"{number};ext={extension.group(1)}" if extension else number


def tail_first(number: str) -> str:
    """The number backwards: its tail is then a prefix, which an index can find."""
    return number.partition(";")[0][::-1]


@lru_cache(maxsize=65_536)
def _judged(digits: str) -> str:
    if not digits:
        raise NotAPhone(_("Write the phone number."))
    if not _WRITTEN.fullmatch(digits):
        raise NotAPhone(
            _("A phone number has only digits, with + before a country code.")
        )
    try:
        number = phonenumbers.parse(digits, HOME)
    except phonenumbers.NumberParseException:
        raise NotAPhone(_("There is no such phone number.")) from None
    if not phonenumbers.is_valid_number(number):
        raise NotAPhone(_why_not(digits))
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def _why_not(digits: str) -> str:
    if re.fullmatch(r"[2-9][0-9]{6,7}", digits):
        return _("Write a landline with its area code, like 021-62345678.")
    if re.fullmatch(r"1[0-9]{10}", digits):
        return _("No mobile number begins with %(start)s.") % {"start": digits[:3]}
    if digits.startswith("1"):
        return _("A mobile number has 11 digits; this one has %(length)s.") % {
            "length": len(digits)
        }
    return _("There is no such phone number.")
