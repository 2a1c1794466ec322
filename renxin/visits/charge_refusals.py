"""What the house will not charge or give back, in words for the desk."""

from django.utils.translation import gettext_lazy as _

from renxin.desk.refusal import Refusal


class BelowNothing(Refusal):
    sentence = _("A charge is nothing or more. To give money back, refund a charge.")


class NoSuchMoney(Refusal):
    sentence = _("Give back something, and no more than was paid and not refunded yet.")


class NoReasonGiven(Refusal):
    sentence = _("Say why it is given back.")


class ChargedElsewhere(Refusal):
    sentence = _(
        "This charge came from the billing system. Refund it there; it comes here with"
        " the next import."
    )
