"""Who is booked today: a doctor's own patients, or those of the clinic."""

from datetime import datetime, timedelta

from renxin.booking.models import Appointment
from renxin.clinics.models import Clinic
from renxin.promises.windows import start_of_day
from renxin.staff.models import Staff
from renxin.staff.roles import Role

SHOWN = 6


def is_a_doctor(staff: Staff) -> bool:
    return Role.DOCTOR in staff.roles()


def expected(staff: Staff, *, clinic: Clinic, at: datetime) -> list[Appointment]:
    """Today's appointments not over yet, the next first."""
    opens = start_of_day(at, clinic.zone)
    booked = Appointment.objects.filter(
        clinic=clinic,
        starts_at__gte=at - timedelta(hours=1),
        starts_at__lt=opens + timedelta(days=1),
    ).due()
    if is_a_doctor(staff):
        booked = booked.filter(doctor=staff)
    rows = booked.select_related("patient", "doctor").order_by("starts_at", "pk")
    return list(rows[:SHOWN])
