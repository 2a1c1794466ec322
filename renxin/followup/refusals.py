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
