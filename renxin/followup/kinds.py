"""The words of following up: why a line broke, and what is loose."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class WhyBroken(models.TextChoices):
    """What happened last to the patient's next step, or that there was none."""

    NEVER = "NEVER", _("Left without a next step")
    MISSED = "MISSED", _("Did not come, and nothing was agreed since")
    CALLED_OFF = "CALLED_OFF", _("Called off, and nothing was agreed since")
    LAPSED = "LAPSED", _("Asked for a time, and nobody agreed to it")
    KEPT = "KEPT", _("We did what we owed, and agreed nothing after it")
    FORGOTTEN = "FORGOTTEN", _("What we owed was not done")
    LET_GO = "LET_GO", _("What we owed was let go, and nothing came in its place")


class Loose(models.TextChoices):
    """What is overdue and hangs in the air."""

    UNOWNED = "UNOWNED", _("Nobody of ours holds it")
    UNREACHABLE = "UNREACHABLE", _("No number to ring")
    UNHEARD = "UNHEARD", _("Overdue since yesterday, and not a word written")
