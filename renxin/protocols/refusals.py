"""What cannot be done to a protocol, in words for the head of care."""

from django.utils.translation import gettext_lazy as _

from renxin.desk.refusal import Refusal


class AnotherCode(Refusal):
    sentence = _(
        "A new version keeps the name after “protocol:”. To begin another protocol,"
        " write it as a new one."
    )


class CodeInUse(Refusal):
    sentence = _("There is a protocol of this name. Write a new version of it.")


class KindStays(Refusal):
    sentence = _(
        "What keeps patients safe stays so: the kind of a protocol cannot change."
        " Write it as a new protocol."
    )


class WrittenMeanwhile(Refusal):
    status = 409
    sentence = _(
        "Somebody wrote another version meanwhile. Read it, then write yours from it."
    )


class NothingChanged(Refusal):
    sentence = _("This is the version that stands already.")


class OwnWriting(Refusal):
    sentence = _("You wrote this yourself: a second person signs it.")


class SignedAlready(Refusal):
    sentence = _("This version was signed already.")


class NotSigned(Refusal):
    sentence = _(
        "No clinician has signed this version. It can be turned on after that."
    )


class OnAlready(Refusal):
    sentence = _("This version is on already.")


class NotOn(Refusal):
    sentence = _("This protocol is not on.")


class InThePast(Refusal):
    sentence = _("A protocol begins today or later: nobody is enrolled backwards.")


class WhyMissing(Refusal):
    sentence = _("Say in a few words why.")


class NoTrialOfSafety(Refusal):
    sentence = _("Nobody is held out of what keeps patients safe.")


class NoTrialOfTheDesk(Refusal):
    sentence = _("Nobody is held out of what was agreed with them.")


class NoShare(Refusal):
    sentence = _("The protocol names no share to hold out. Write it under “trial”.")


class NotYours(Refusal):
    sentence = _("Your role does not let you do this.")


class OffNow(Refusal):
    sentence = _("The protocol is off. Turn it on before you put anybody on it.")


class NotByHand(Refusal):
    sentence = _("It goes by what was agreed with the patient: book the appointment.")


class EndedAlready(Refusal):
    sentence = _("They are not on it any more.")


class HeardAlready(Refusal):
    sentence = _("Somebody has seen to this already.")


class NobodysBusiness(Refusal):
    sentence = _(
        "Nobody is invited because of this. What it tells stays between them and"
        " their doctor."
    )
