"""An appointment stands ahead; one only asked for as long as its place is held."""

from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from renxin.booking.models import Appointment
from renxin.booking.patient_panel import STILL_EXPECTED
from renxin.patients.line import ahead


@ahead("appointment")
def expected(at: datetime) -> "QuerySet[Any, Any]":
    held = Q(held_until=None) | Q(held_until__gt=at)
    due = Appointment.objects.due().after(at - STILL_EXPECTED)
    return due.filter(held).values("patient_id")
