"""What complaints can tell of a patient to the protocols."""

from django.utils.translation import gettext_lazy as _

from renxin.feedback.models import Complaint
from renxin.protocols.named import Asked, Truth, condition


@condition("complaint", _("has an open complaint"))
def complaint(asked: Asked) -> Truth:
    return asked.has(Complaint.objects.filter(closed_at=None))
