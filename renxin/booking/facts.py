"""What becomes of a booking, as the journal tells it."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from renxin.booking.models.outcome import Kind
from renxin.journal.facts import Fact


@dataclass(frozen=True, kw_only=True)
class AboutAppointment:
    """Which appointment, and how it was known at the time."""

    appointment_id: int
    starts_at: str
    doctor: str = ""
    service: str = ""

    def telling(self) -> str:
        local = timezone.localtime(datetime.fromisoformat(self.starts_at))
        parts = (f"{local:%m-%d %H:%M}", self.service, self.doctor)
        return "·".join(part for part in parts if part)


@dataclass(frozen=True, kw_only=True)
class Booked(AboutAppointment, Fact):
    """A time was agreed with the patient."""

    name = "booking.booked"
    title = _("Appointment made")
    icon = "calendar"


@dataclass(frozen=True, kw_only=True)
class NotCome(AboutAppointment, Fact):
    """The patient was expected and did not come."""

    name = "booking.not_come"
    title = _("Did not come")
    icon = "alert"


@dataclass(frozen=True, kw_only=True)
class Cancelled(AboutAppointment, Fact):
    """The appointment was called off, by the patient or by us."""

    name = "booking.cancelled"
    title = _("Appointment cancelled")
    icon = "ban"

    outcome: str = Kind.CANCELLED_BY_PATIENT

    def telling(self) -> str:
        return f"{Kind(self.outcome).label}·{super().telling()}"
