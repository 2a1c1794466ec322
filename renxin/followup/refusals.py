"""What the house will not do when it follows up, in words for whoever asks."""

from django.utils.translation import gettext_lazy as _

from renxin.desk.refusal import Refusal


class HeardAlready(Refusal):
    sentence = _("Somebody has seen to this already.")


class MendedAlready(Refusal):
    sentence = _("The line to this patient is whole again.")


class WhyMissing(Refusal):
    sentence = _("Say in a few words what the other reason is.")


class StartAhead(Refusal):
    sentence = _("Choose a day that is not still to come.")


class InOtherHands(Refusal):
    sentence = _("A colleague has this person on the line now.")


class NobodyToRing(Refusal):
    sentence = _("Nobody is to be rung at this moment.")


class NotBooked(Refusal):
    sentence = _("No appointment stands ahead yet. Book the time first.")


class NoNumber(Refusal):
    sentence = _("There is no number at which they may be rung.")


class OutsideHours(Refusal):
    sentence = _("Choose a time between 8 in the morning and 9 in the evening.")


class NeverToBeRung(Refusal):
    sentence = _("They asked us not to ring, or the number was wrong.")


class RightAlready(Refusal):
    sentence = _("This number is called right already.")


class HeldOut(Refusal):
    sentence = _("A trial holds them out: a call of ours would blur what it tells.")


class NobodyFound(Refusal):
    sentence = _("Nobody is found whom this list could name. Nothing was drawn.")


class NotAClinician(Refusal):
    sentence = _("A doctor of this clinic looks a list over first.")


class NeedsASecond(Refusal):
    sentence = _("Somebody else agrees to a long list; the same person cannot twice.")


class NotYetReviewed(Refusal):
    sentence = _("A doctor looks it over before a second person agrees.")


class PromisedAlready(Refusal):
    sentence = _("What this list asked for is promised already.")


class StruckAlready(Refusal):
    sentence = _("This name was struck already.")
