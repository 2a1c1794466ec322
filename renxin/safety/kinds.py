"""The words of a safe visit: what went wrong, how badly, and when a room is checked."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

# From here on somebody does something about it, and asks again the next day.
STRONG, WORST = 7, 10


class Severity(models.TextChoices):
    """What it did to the patient; nothing at all is a near miss."""

    NONE = "NONE", _("Nothing: a near miss")
    MILD = "MILD", pgettext_lazy("harm", "Mild")
    MODERATE = "MODERATE", pgettext_lazy("harm", "Moderate")
    SEVERE = "SEVERE", pgettext_lazy("harm", "Severe")


class Half(models.TextChoices):
    """Which session of a day a chair was made ready for."""

    MORNING = "MORNING", _("Morning")
    AFTERNOON = "AFTERNOON", _("Afternoon")


class Found(models.TextChoices):
    """What came of one item of a check."""

    PASSED = "PASSED", _("In order")
    FAILED = "FAILED", _("Not in order")
    NOT_USED = "NOT_USED", _("Not used this time")


class Effect(models.TextChoices):
    """What somebody still feels when they are asked later."""

    NONE = "NONE", pgettext_lazy("effect", "None")
    PAIN = "PAIN", _("Pain that stays")
    SWELLING = "SWELLING", _("Swelling")
    BLEEDING = "BLEEDING", _("Bleeding")
    INFECTION = "INFECTION", _("Signs of infection")
    NUMBNESS = "NUMBNESS", _("Numbness")
    ALLERGY = "ALLERGY", _("Allergic reaction")
    LOOSE = "LOOSE", _("Filling, crown or device came loose")
    OTHER = "OTHER", pgettext_lazy("effect", "Something else")
