"""The words of protocols."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What a protocol is for; safety is never held out and never gives way."""

    SAFETY = "SAFETY", _("Safety")
    SERVICE = "SERVICE", _("Care agreed on")
    RECALL = "RECALL", _("Invitation")
    # Nothing clinical: the word of what was agreed, which needs no clinician.
    DESK = "DESK", _("What the desk sees to")


# Nobody is held out of these, and they give way to no other voice.
ALWAYS_GOES = (Kind.SAFETY, Kind.DESK)


class Again(models.TextChoices):
    """What becomes of a patient's earlier enrolment when there is a new one."""

    REPLACE = "REPLACE", _("the new one replaces it")
    BESIDE = "BESIDE", _("both go on")
    NEVER = "NEVER", _("a patient is on it once only")


class Arm(models.TextChoices):
    """Which side of a trial somebody is on; drawn once, before any contact."""

    TREATED = "TREATED", _("Treated")
    HELD_OUT = "HELD_OUT", _("Held out")


class WhyNot(models.TextChoices):
    """Why a step was not taken; every step that was due has its end."""

    TOO_LATE = "TOO_LATE", _("Its time had gone by")
    GAVE_WAY = "GAVE_WAY", _("Another protocol spoke to them that day")
    NOT_ALLOWED = "NOT_ALLOWED", _("They are not to be contacted")
    UNREACHABLE = "UNREACHABLE", _("No number in use")
    NO_WORDS = "NO_WORDS", _("No approved wording")
    KNOWS_IT = "KNOWS_IT", _("They had agreed to it just before")
    SAID = "SAID", _("It was said of that time already")
    NOT_NEEDED = "NOT_NEEDED", _("What it is for was so already")
    OFF = "OFF", _("The protocol was off")


class Source(models.TextChoices):
    """What in the house's own records tells of a treatment."""

    SERVICE = "SERVICE", _("code of the booked service")
    CHARGE = "CHARGE", _("words in a charge")
    CONDITION = "CONDITION", _("words in the condition of the visit")


# Beside the names of conditions, why somebody was left out or taken off.
REPLACED, ONCE_ONLY, BY_HAND, TURNED_OFF = "=replaced", "=once", "=by_hand", "=off"
NOT = "not "
OWN_WHYS = {
    REPLACED: _("a newer enrolment took its place"),
    ONCE_ONLY: _("was on it before"),
    BY_HAND: _("taken off by hand"),
    TURNED_OFF: _("the protocol was turned off"),
}
