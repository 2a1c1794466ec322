from renxin.booking.models.appointment import Appointment
from renxin.booking.models.outcome import Outcome

__all__ = ["Appointment", "Outcome"]
