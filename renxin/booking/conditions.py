"""What booking can tell of a patient to the protocols."""

from django.utils.translation import gettext_lazy as _

from renxin.booking.models import Appointment
from renxin.protocols.named import Asked, Truth, condition


@condition("booked", _("has an appointment ahead"))
def booked(asked: Asked) -> Truth:
    return asked.has(Appointment.objects.due().firm().after(asked.at))
