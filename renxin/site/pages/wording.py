import json
from datetime import datetime

from django.utils.translation import gettext as _

MINUTE = 60
HOUR = 60 * MINUTE
DAY = 24 * HOUR


def time_words() -> dict[str, str]:
    return {
        "now": _("now"),
        "late-minutes": _("{n} min late"),
        "late-hours": _("{n} h late"),
        "late-days": _("{n} d late"),
        "ahead-minutes": _("in {n} min"),
        "ahead-hours": _("in {n} h"),
        "ahead-days": _("in {n} d"),
    }


def time_left(moment: datetime, *, now: datetime) -> str:
    """How late or how soon, in the largest unit that fits.

    The element `time-left` says the same in the browser; one table tests both.
    """
    seconds = int((moment - now).total_seconds())
    side = "late" if seconds < 0 else "ahead"
    distance = abs(seconds)
    if distance < MINUTE:
        return time_words()["now"]
    units = (("days", DAY), ("hours", HOUR), ("minutes", MINUTE))
    unit, size = next((u, s) for u, s in units if distance >= s)
    return time_words()[f"{side}-{unit}"].replace("{n}", str(distance // size))


def script_words() -> str:
    """The few sentences that scripts say, in the language of the page."""
    words = time_words() | {
        "copied": _("Copied"),
        "not-copied": _("This browser does not allow copying. Select it and copy."),
        "offline": _("No answer from the server. Nothing was changed; try again."),
        "went-wrong": _("Something broke on our side. Nothing was changed; try again."),
        "forbidden": _("Your role does not allow this. Nothing was changed."),
        "gone": _("This is no longer here. Reload the page."),
        "too-big": _("That is too large to take in one go. Nothing was changed."),
        "found": _("{n} found"),
        "found-none": _("Nothing found"),
        "passkey-failed": _(
            "The passkey was not accepted. Try again, or sign in another way."
        ),
    }
    return json.dumps(words, ensure_ascii=False)
