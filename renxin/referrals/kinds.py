"""The words of referrals: what is asked, how soon, how it goes on."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kind(models.TextChoices):
    """What is asked of the other side."""

    CONSULT = "CONSULT", _("Advice: the sender goes on treating")
    TRANSFER = "TRANSFER", _("Transfer: the other side goes on treating")
    JOINT_CASE = "JOINT_CASE", _("Joint case: both sides treat")


class Urgency(models.TextChoices):
    """How soon; it sets the clocks of ``policy.toml``."""

    ROUTINE = "ROUTINE", pgettext_lazy("urgency", "Routine")
    SOON = "SOON", pgettext_lazy("urgency", "Soon")
    TODAY = "TODAY", pgettext_lazy("urgency", "Today")


class Step(models.TextChoices):
    """What is owed next; each has a promise and a clock of its own."""

    ANSWER = "ANSWER", _("To be answered")
    SEE = "SEE", _("To be seen")
    REPORT = "REPORT", _("To be reported back")
    ASK = "ASK", _("To be asked after")
    OVER = "OVER", pgettext_lazy("referral", "Closed")


class Why(models.TextChoices):
    """Why the other side says no."""

    NOT_OURS = "NOT_OURS", _("Not for this department")
    OUT_OF_SCOPE = "OUT_OF_SCOPE", _("Nothing this house treats")
    NO_ROOM = "NO_ROOM", _("No room in time")
    TOO_LITTLE = "TOO_LITTLE", _("Something has to come first")
    NOT_NEEDED = "NOT_NEEDED", _("Need not be seen for this")
    OTHER = "OTHER", pgettext_lazy("why", "Another reason")


class Instead(models.TextChoices):
    """What happens for the patient after a no."""

    ONWARD = "ONWARD", _("Referred to somebody else")
    EXPECTED = "EXPECTED", _("Expected at an appointment")
    PROMISED = "PROMISED", _("Promised something else")


class Gone(models.TextChoices):
    """Why a referral was taken back."""

    PATIENT = "PATIENT", _("The patient does not want it")
    WELL = "WELL", _("It is no longer needed")
    ELSEWHERE = "ELSEWHERE", _("They are treated elsewhere")
    MISTAKE = "MISTAKE", _("It was sent by mistake")
    DIED = "DIED", _("The patient has died")
