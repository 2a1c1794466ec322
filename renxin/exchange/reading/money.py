"""Money as integer fen: exact, or not at all."""

import re

from django.utils.translation import gettext as _

from renxin.exchange.reading.unreadable import Unreadable
from renxin.patients.writing import plain

LARGEST = 10**15  # fen: ten thousand billion yuan; beyond it is a typing slip

_PLAIN = re.compile(r"([+-]?)(\d{1,15})(?:\.(\d*))?")
_GROUPED = re.compile(r"([+-]?)(\d{1,3}(?:,\d{3})+)(?:\.(\d*))?")
_DRESS = re.compile(
    r"^([+-]?)\s*(?:[¥$]|CNY|RMB)?\s*([+-]?[\d.,]+)\s*(?:元|yuan)?$", re.IGNORECASE
)


def fen(text: str) -> int:
    match = _PLAIN.fullmatch(text) or _dressed(text)
    sign, whole, part = match.groups()
    part = (part or "").rstrip("0")
    if len(part) > 2:  # noqa: PLR2004
        raise Unreadable(_("An amount has at most two decimals; this one has more."))
    amount = int(whole.replace(",", "")) * 100 + int(part.ljust(2, "0") or 0)
    if amount > LARGEST:
        raise Unreadable(_("The amount is too large to be one."))
    return -amount if sign == "-" else amount


def _dressed(text: str) -> re.Match[str]:
    """Behind ¥, thousands commas and full-width digits stands a plain number."""
    dress = _DRESS.match(plain(text))
    if dress:
        bare = dress.group(1) + dress.group(2)
        match = _PLAIN.fullmatch(bare) or _GROUPED.fullmatch(bare)
        if match:
            return match
    raise Unreadable(_("An amount was expected, such as 1234.50 or ¥1,234.50."))
