"""The words of voice: what is said, and why it was not."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Saying(models.TextChoices):
    """The sentences the house has; their words stand in ``sayings.toml``."""

    CODE = "CODE", _("Code to sign in")
    BOOKED = "BOOKED", _("Appointment made")
    EVE = "EVE", _("Reminder on the day before")
    HOURS = "HOURS", _("Reminder on the day")
    MOVED = "MOVED", _("Appointment moved")
    CANCELLED = "CANCELLED", _("Appointment cancelled")
    OFFER = "OFFER", _("A freed place is offered")


class Why(models.TextChoices):
    """Why something was not said after all."""

    GONE = "GONE", _("What it was about no longer stands")
    MOVED = "MOVED", _("It is at another time now")
    HERE = "HERE", _("They are here already")
    SETTLED = "SETTLED", _("It was answered already")
    DIED = "DIED", _("The person has died")
    RESTRICTED = "RESTRICTED", _("They asked us to stop using their record")
    REFUSED = "REFUSED", _("They said no to it")
    NO_CONSENT = "NO_CONSENT", _("They never agreed to it")
    UNREACHABLE = "UNREACHABLE", _("No number in use")
    GUARDIAN = "GUARDIAN", _("It is a child’s own number")
    TOO_LATE = "TOO_LATE", _("Its time has gone by")
    TOO_MANY = "TOO_MANY", _("They have heard from us enough")
    STRANGER = "STRANGER", _("Nobody we know has this number")
    BUDGET = "BUDGET", _("The day’s budget is spent")
    NOT_ACCEPTED = "NOT_ACCEPTED", _("The channel would not take it")
    UNCERTAIN = "UNCERTAIN", _("Nobody knows whether it arrived")


class Receipt(models.TextChoices):
    """How far a message is known to have come; it is never called more than that."""

    RECORDED = "RECORDED", _("Recorded here, not sent")
    ACCEPTED = "ACCEPTED", _("Accepted by the channel")
    DELIVERED = "DELIVERED", _("Delivered")
