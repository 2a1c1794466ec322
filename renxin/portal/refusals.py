"""What patients are told when something cannot be, in words for them."""

from django.utils.translation import gettext_lazy as _

from renxin.desk.refusal import Refusal


class TooOften(Refusal):
    """The same for a number we know and one we do not."""

    status = 429
    sentence = _(
        "Several codes were asked for already. Wait a minute and try again, or ring us."
    )


class NotAMobile(Refusal):
    sentence = _("Write a mainland mobile number: 11 digits, beginning with 1.")


class TooLate(Refusal):
    sentence = _("It is too close to the time to change it here. Please ring us.")


class HasEnough(Refusal):
    sentence = _("You have several appointments ahead. For another, please ring us.")


class NotOffered(Refusal):
    sentence = _("This time is no longer offered. Please choose another.")


class NotToday(Refusal):
    sentence = _("There is no appointment to check in for today at this clinic.")


class NobodyThere(Refusal):
    sentence = _("We could not add anyone by this number. Please ask at the desk.")


class KnownByNow(Refusal):
    """Two presses at once, or the desk was quicker."""

    status = 409
    sentence = _("This number is known by now. Look at your appointments.")


class TooManyNewcomers(Refusal):
    status = 429
    sentence = _("Too many people registered from here today. Please ring us.")


class ForAChild(Refusal):
    sentence = _("For a child please ring us, or come to the desk with it.")
