"""The words of following up: why a line broke, and what is loose."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Reason(models.TextChoices):
    """Why a patient left; moving away and dying are nobody's fault and stand apart."""

    MONEY = "MONEY", _("Money")
    TIME = "TIME", _("Time")
    TRUST = "TRUST", _("Trust")
    OTHER = "OTHER", _("Other")
    MOVED = "MOVED", _("Moved away")
    DIED = "DIED", _("Died")
    UNKNOWN = "UNKNOWN", _("Not known")


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


class Heard(models.TextChoices):
    """What came of a call; each has its key."""

    REACHED = "REACHED", _("Reached")
    NO_ANSWER = "NO_ANSWER", _("No answer")
    STOP = "STOP", _("Asked to stop")
    BOOKED = "BOOKED", _("Booked")
    LOST = "LOST", _("Lost, because …")
    WRONG = "WRONG", _("Wrong number")
    AGAIN = "AGAIN", _("Call again at …")
    UNWELL = "UNWELL", _("Reached, not well")


# Somebody of theirs was on the line.
SPOKE = frozenset(Heard) - {Heard.NO_ANSWER, Heard.WRONG}


class ListSort(models.TextChoices):
    """What the records are looked through for."""

    OVERDUE = "OVERDUE", _("Overdue for a check")
    PLAN = "PLAN", _("Plans not finished")
    FAMILY = "FAMILY", _("Family never seen")
    RISK = "RISK", _("Risk groups")
    WIN_BACK = "WIN_BACK", _("Lost, to be asked why")


# An agreed plan is followed up as agreed; everything else is found in old records,
# and needs a consent of its own.
AGREED = frozenset({ListSort.PLAN})


class Risk(models.TextChoices):
    """Who is looked after sooner."""

    PERIODONTAL = "PERIODONTAL", _("Gums and what holds the teeth")
    IMPLANT = "IMPLANT", _("An implant to look after")
    DIABETES = "DIABETES", _("Diabetes")
    ROOT = "ROOT", _("A root canal to look at again")
