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


def teach_argparse() -> None:
    """Let argparse find its own words in our catalogue.

    It asks the standard library's gettext for them; these are the ones a
    person meets.
    """
    os.environ["LANGUAGE"] = chosen(os.environ)
    catalogues.bindtextdomain("django", LOCALES)
    catalogues.textdomain("django")


def words_of_argparse() -> tuple[str, ...]:
    """Named here so that the catalogue keeps them."""
    return (
        gettext("usage: "),
        gettext("options"),
        gettext("positional arguments"),
        gettext("show this help message and exit"),
        gettext("%(prog)s: error: %(message)s\n"),
        gettext("the following arguments are required: %s"),
        gettext("unrecognized arguments: %s"),
        gettext("expected one argument"),
        gettext("invalid %(type)s value: %(value)r"),
        gettext("invalid choice: %(value)r (choose from %(choices)s)"),
        gettext("argument %(argument_name)s: %(message)s"),
    )
