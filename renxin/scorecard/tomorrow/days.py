"""The day the desk looks ahead to, and who is booked for it."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from renxin.booking.clock import day_of
from renxin.booking.models import Appointment
from renxin.booking.models.appointment import AppointmentQuerySet
from renxin.clinics import opening
from renxin.clinics.models import Clinic
from renxin.rosters.days import whole

LOOK_AHEAD = 14


def next_day(clinic: Clinic, *, at: datetime) -> date:
    """Tomorrow, or the first day after it with an open door or a booking."""
    tomorrow = clinic.day_of(at) + timedelta(days=1)
    hours = opening.hours(clinic, tomorrow, tomorrow + timedelta(days=LOOK_AHEAD))
    days = [day for day, stretches in hours.items() if stretches != []]
    midnight = whole(tomorrow, clinic.zone).lower
    coming = Appointment.objects.due().firm().filter(clinic=clinic)
    first = coming.filter(starts_at__gte=midnight).order_by("starts_at").first()
    if first:
        days.append(day_of(first.starts_at, ZoneInfo(clinic.zone)))
    return min(days, default=tomorrow)


def booked(clinic: Clinic, day: date) -> AppointmentQuerySet:
    """Who is to come that day; several services of one coming are one."""
    stretch = whole(day, clinic.zone)
    return (
        Appointment.objects.due()
        .firm()
        .between(stretch.lower, stretch.upper)
        .filter(clinic=clinic, coming=None)
    )
