"""The words of the day in the house: stages, urgency, and why something was not so."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kind(models.TextChoices):
    """The trade's three: 初诊, 在诊 and 复诊 are not one thing."""

    FIRST = "FIRST", _("First visit")
    CONTINUING = "CONTINUING", _("Continuing treatment")
    RETURN = "RETURN", _("Return for something new")


class Stage(models.TextChoices):
    """What is done with a patient at a station; the doctor comes last as well."""

    GREETING = "GREETING", _("Greeting")
    CONSULTATION = "CONSULTATION", _("Consultation")
    EXAMINATION = "EXAMINATION", _("Examination")
    DIAGNOSIS = "DIAGNOSIS", _("Diagnosis")
    TREATMENT = "TREATMENT", _("Treatment")
    PHARMACY = "PHARMACY", _("Pharmacy")
    CASHIER = "CASHIER", _("Cashier")
    BACK_TO_DOCTOR = "BACK_TO_DOCTOR", _("Back to the doctor")


class Urgency(models.TextChoices):
    """How soon somebody must be seen, by need alone."""

    EMERGENCY = "EMERGENCY", _("Emergency")
    URGENT = "URGENT", _("In pain")
    ROUTINE = "ROUTINE", _("As agreed")


class Turn(models.TextChoices):
    """Which way a turn was moved by hand."""

    FORWARD = "FORWARD", _("Called before their turn")
    BACK = "BACK", _("Let others go first")


class WhyTurned(models.TextChoices):
    """Why a turn was moved; value, payer and acquaintance are no reasons."""

    WORSE = "WORSE", _("Got worse while waiting")
    FRAIL = "FRAIL", _("Frail, with child or very afraid")
    SHORT = "SHORT", _("Only a moment: a dressing, a signature")
    RESULT = "RESULT", _("Came back with a result")
    OTHERS_AWAY = "OTHERS_AWAY", _("Whoever was next is not in the room")
    ASKED = "ASKED", _("Asked to wait longer")
    OTHER = "OTHER", _("Another reason")


class WhyUrgency(models.TextChoices):
    """Why somebody must be seen sooner than was thought, or need not be: need alone."""

    PAIN = "PAIN", _("Strong pain")
    BLEEDING = "BLEEDING", _("Bleeding or swelling")
    ILL = "ILL", _("Fever, faint or short of breath")
    HURT = "HURT", _("An accident, a broken or lost tooth")
    BETTER = "BETTER", _("Better than it seemed")
    MISTAKE = "MISTAKE", _("Chosen by mistake")


class WhyNotBack(models.TextChoices):
    """Why somebody left without going back to the doctor."""

    WENT_AWAY = "WENT_AWAY", _("Went away without a word")
    IN_A_HURRY = "IN_A_HURRY", _("Could not wait any longer")
    ADMITTED = "ADMITTED", _("Taken to the ward or to another hospital")
    DOCTOR_CALLED_AWAY = "DOCTOR_CALLED_AWAY", _("The doctor was called away")
    NOTHING_DONE = "NOTHING_DONE", _("Came only to fetch or to ask something")
    LEFT_OPEN = "LEFT_OPEN", _("Found open the next day")
    OTHER = "OTHER", _("Another reason")


# What somebody at the door may say; the rest the house says by itself.
AT_THE_DOOR = frozenset(WhyNotBack) - {WhyNotBack.LEFT_OPEN}


class Next(models.TextChoices):
    """What comes after a visit."""

    APPOINTMENT = "APPOINTMENT", _("The next appointment")
    RECALL = "RECALL", _("We invite them again")
    PROMISE = "PROMISE", _("We get in touch")
    NONE = "NONE", _("Nothing, and why")


class WhyNothing(models.TextChoices):
    """Why a visit ends without a next step."""

    FINISHED = "FINISHED", _("All is done, and they want no recall")
    DECLINED = "DECLINED", _("They want to get in touch themselves")
    ELSEWHERE = "ELSEWHERE", _("Goes on somewhere else")
    MOVED = "MOVED", _("Moves away")
    DIED = "DIED", _("Has died")
    NOT_ASKED = "NOT_ASKED", _("Found open, and not to be rung")
    OTHER = "OTHER", _("Another reason")


BY_HAND = frozenset(WhyNothing) - {WhyNothing.NOT_ASKED}


class Asks(models.TextChoices):
    """What it takes to say that a duty was done."""

    WORD = "WORD", _("A word that it was done")
    UNDERSTOOD = "UNDERSTOOD", _("The patient says it back")
    SIGNATURE = "SIGNATURE", _("The patient signs")


class WhyWaived(models.TextChoices):
    """Why a duty was left out for somebody; haste of ours is no reason."""

    NOT_THEIRS = "NOT_THEIRS", _("Does not apply to them")
    DONE_BEFORE = "DONE_BEFORE", _("Done before, and nothing has changed")
    DECLINED = "DECLINED", _("They did not want it")
    WORSE = "WORSE", _("An emergency went first")
    PASSED_ON = "PASSED_ON", _("Sent on unseen: it was the wrong station")
    WENT_AWAY = "WENT_AWAY", _("Went away before it could be done")
    OTHER = "OTHER", _("Another reason")


class DoctorStep(models.TextChoices):
    """观问查断治访: the six steps in the doctor's room."""

    OBSERVE = "OBSERVE", pgettext_lazy("step", "Observe")
    ASK = "ASK", pgettext_lazy("step", "Ask")
    EXAMINE = "EXAMINE", pgettext_lazy("step", "Examine")
    DIAGNOSE = "DIAGNOSE", pgettext_lazy("step", "Diagnose")
    TREAT = "TREAT", pgettext_lazy("step", "Treat")
    CALL_BACK = "CALL_BACK", pgettext_lazy("step", "Call back")


class Standard(models.TextChoices):
    """六个到位 in the rooms: which of the six in-places a duty belongs to."""

    COURTESY = "COURTESY", _("Courtesy in place")
    RECEPTION = "RECEPTION", _("Reception in place")
    INQUIRY = "INQUIRY", _("Inquiry in place")
    EXAMINATION = "EXAMINATION", _("Examination in place")
    TREATMENT = "TREATMENT", _("Treatment in place")
    NURSING = "NURSING", _("Nursing in place")
