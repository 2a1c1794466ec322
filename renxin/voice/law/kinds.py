"""The words of the law check: where something is said, and how grave a finding is."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Surface(models.TextChoices):
    """Where words are said; what may be said depends on it."""

    AD = "ad", _("Public advertisement")
    INFO = "info", _("Facts about the house, on its own pages")
    EDU = "edu", _("Health education")
    MKT = "mkt", _("Offer to one person")
    GRP = "grp", _("Group chat or members’ page")
    SVC = "svc", _("Service or care message to one person")
    SAY = "say", _("Said by staff, face to face or by phone")
    REC = "rec", _("Record or consent form")


class Severity(models.TextChoices):
    """What a finding asks for; they stand in their order."""

    BLOCK = "B", _("Cannot be said")
    REVIEW = "R", _("A second person, with a reason")
    WARN = "W", _("Mind this")


class Answer(models.TextChoices):
    """What a rule that needs data says; that it cannot know is an answer."""

    KEPT = "KEPT", _("Kept")
    BROKEN = "BROKEN", _("Broken")
    UNKNOWN = "UNKNOWN", _("Not known")
    NOT_ASKED = "NOT_ASKED", _("Not asked here")
