"""What follow-up can tell of a patient to the protocols."""

from django.utils.translation import gettext_lazy as _

from renxin.followup.models import Loss
from renxin.protocols.named import Asked, Truth, condition


@condition("lost_told", _("told us why they left"))
def lost_told(asked: Asked) -> Truth:
    return asked.has(Loss.objects.filter(was_told=True))
