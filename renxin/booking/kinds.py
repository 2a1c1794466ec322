"""The words of booking: how, why, by whom and as what."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Coming(models.TextChoices):
    """What the coming is for, as far as it is known when it is booked."""

    FIRST = "FIRST", _("First visit")
    CONTINUING = "CONTINUING", _("Continuing treatment")
    RETURN = "RETURN", _("Return for something new")
    REVIEW = "REVIEW", _("Review")


class Through(models.TextChoices):
    """By which path an appointment came to be."""

    DESK = "DESK", _("At the desk")
    PORTAL = "PORTAL", _("By the patient's phone page")
    SERIES = "SERIES", _("In a series")
    WAITLIST = "WAITLIST", _("From the waiting list")
    IMPORT = "IMPORT", _("From another system")
    WALK_IN = "WALK_IN", _("Without an appointment")


class As(models.TextChoices):
    """As what somebody or something is taken."""

    DOCTOR = "DOCTOR", _("Doctor")
    ASSISTANT = "ASSISTANT", _("Assistant")
    CHAIR = "CHAIR", _("Chair")
    DEVICE = "DEVICE", _("Device")


class Way(models.TextChoices):
    """How we learned of it."""

    DESK = "DESK", _("At the desk")
    PHONE = "PHONE", _("By phone")
    PORTAL = "PORTAL", _("By the patient's phone page")
    MESSAGE = "MESSAGE", _("By an answer to a message")


class Asked(models.TextChoices):
    """Who wanted it; what the clinic wanted never counts against the patient."""

    PATIENT = "PATIENT", _("The patient")
    CLINIC = "CLINIC", _("The clinic")


class Door(models.TextChoices):
    """How the patient told us that they are here."""

    DESK = "DESK", _("At the desk")
    PHONE = "PHONE", _("By the code at the door")


class How(models.TextChoices):
    """How an appointment ended; a cancelling clinic never counts against a patient."""

    KEPT = "KEPT", _("Came")
    NO_SHOW = "NO_SHOW", _("No-show")
    CANCELLED_BY_PATIENT = "CANCELLED_BY_PATIENT", _("Cancelled by the patient")
    CANCELLED_BY_CLINIC = "CANCELLED_BY_CLINIC", _("Cancelled by the clinic")
    LAPSED = "LAPSED", _("Request lapsed")


class Why(models.TextChoices):
    """Why it was cancelled or missed; some reasons excuse."""

    TIME = "TIME", _("The time did not suit")
    ILL = "ILL", _("Ill, or the child is")
    TRANSPORT = "TRANSPORT", _("Could not get here")
    COST = "COST", _("The cost")
    FEAR = "FEAR", _("Afraid of it")
    ELSEWHERE = "ELSEWHERE", _("Went elsewhere")
    BETTER = "BETTER", _("Feels better")
    DOCTOR_AWAY = "DOCTOR_AWAY", _("The doctor is away")
    DEVICE = "DEVICE", _("A device or room is out of use")
    MISTAKE = "MISTAKE", _("Booked by mistake")
    FORGOT = "FORGOT", _("Forgot")
    UNKNOWN = "UNKNOWN", _("Not said")


class Left(models.TextChoices):
    """How somebody left the list."""

    BOOKED = "BOOKED", _("Got a place")
    WITHDREW = "WITHDREW", _("No longer wants one")
    TOO_LATE = "TOO_LATE", _("The last day went by")


class Answer(models.TextChoices):
    """What became of an offer."""

    YES = "YES", _("Took it")
    NO = "NO", _("Did not want it")
    LAPSED = "LAPSED", _("No answer in time")
    GONE = "GONE", _("Somebody was quicker")


# Illness, transport and our own doing are not held against anyone.
EXCUSED = frozenset({Why.ILL, Why.TRANSPORT, Why.DOCTOR_AWAY, Why.DEVICE, Why.MISTAKE})
