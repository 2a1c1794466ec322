"""The language of the terminal, before Django is awake."""

import gettext as catalogues
import os
from collections.abc import Mapping

from renxin.site.home import CHECKOUT

LOCALES = CHECKOUT / "renxin" / "site" / "locale"
CHINESE = "zh_Hans"
ENGLISH = "en"


def chosen(environment: Mapping[str, str]) -> str:
    """Chinese or English: RENXIN_LANG if given, else as the terminal is set."""
    for name in ("RENXIN_LANG", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = environment.get(name, "").lower()
        if value:
            return CHINESE if value.startswith("zh") else ENGLISH
    return ENGLISH


def gettext(msgid: str) -> str:
    """The sentence in the terminal's language, or as it stands."""
    words = catalogues.translation(
        "django", LOCALES, languages=[chosen(os.environ)], fallback=True
    )
    return words.gettext(msgid)
