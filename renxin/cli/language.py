"""argparse in the language of the terminal."""

import gettext as catalogues
import os

from renxin.site.words.terminal import LOCALES, chosen, gettext


def teach_argparse() -> None:
    """Let argparse find its own words in our catalogue.

    It asks the standard library's gettext for them.
    """
    os.environ["LANGUAGE"] = chosen(os.environ)
    catalogues.bindtextdomain("django", LOCALES)
    catalogues.textdomain("django")


def words_of_argparse() -> tuple[str, ...]:
    """Those a person meets, named here so that the catalogue keeps them."""
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
