"""The words of the patients' door."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Trouble(models.TextChoices):
    """What an alarm at the patients' door is about."""

    CODES = "CODES", _("Codes of the day used up")
    STRANGERS = "STRANGERS", _("Codes for newcomers used up")
    GUESSING = "GUESSING", _("Codes are being guessed")


# What it means, and what to do about it, for the administrator who reads it.
MEANS = {
    Trouble.CODES: _(
        "No more codes leave this clinic until midnight; patients ring or come to the"
        " desk. Under Messages a manager or the system administrator sees which numbers"
        " asked: many that begin alike, or one after another, are a machine."
    ),
    Trouble.STRANGERS: _(
        "Nobody new can register by phone until midnight; patients still come in. A"
        " busy day after an event is harmless; a flood at night is somebody who earns"
        " from messages we pay for."
    ),
    Trouble.GUESSING: _(
        "Many codes were tried in vain to the last try. Each is shut after five tries"
        " and opened nothing. If it goes on tomorrow, have the address it comes from"
        " shut out before the house."
    ),
}


class Opens(models.TextChoices):
    """What a code opens; only one for the pages goes to numbers we do not know."""

    PAGES = "PAGES", _("The patient’s pages")
    FAMILY = "FAMILY", _("One more person in the family")
