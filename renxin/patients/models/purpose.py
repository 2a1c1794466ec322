from django.db import models
from django.utils.translation import gettext_lazy as _


class Purpose(models.TextChoices):
    """What a person's data may be used for; one consent names one purpose."""

    CARE = "CARE", _("Diagnosis and treatment")
    SVC_MSG = "SVC_MSG", _("Reminders and follow-up")
    RECALL = "RECALL", _("Health recalls from the records")
    MKT = "MKT", _("Offers and events")
    PROFILE = "PROFILE", _("Grouping and scoring")
    SHARE = "SHARE", _("Sharing with another institution")
    PUBLISH = "PUBLISH", _("Publishing photos or stories")
    SURVEY = "SURVEY", _("Surveys")
    RESEARCH = "RESEARCH", _("Research")
    INSURE = "INSURE", _("Insurance claims")
    MINOR = "MINOR", _("A child's data")


class Method(models.TextChoices):
    """How the answer was given, or taken back."""

    PAPER = "PAPER", _("Signed on paper")
    SCREEN = "SCREEN", _("Signed on screen")
    REPLY = "REPLY", _("Reply to a message")
    CALL = "CALL", _("On the phone")
    SPOKEN = "SPOKEN", _("Said at the desk")
    IMPORTED = "IMPORTED", _("From an earlier system")


class Initiative(models.TextChoices):
    """Who brought it up; after a no, only the patient may for half a year."""

    HOUSE = "HOUSE", _("We asked")
    PATIENT = "PATIENT", _("They asked for it")
