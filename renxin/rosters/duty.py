"""Whether somebody is at work at a clinic, by their shifts and their leave."""

from datetime import datetime

from django.db.models import Exists, OuterRef

from renxin.clinics.models import Clinic
from renxin.rosters.models import Leave, Shift
from renxin.rosters.spans import DateTimeTZRange, covers
from renxin.staff.models import Staff


def is_away(staff: Staff, stretch: DateTimeTZRange) -> bool:
    """On leave for any part of it."""
    return Leave.objects.standing().filter(staff=staff).within(stretch).exists()


def is_on_shift(staff: Staff, clinic: Clinic, stretch: DateTimeTZRange) -> bool:
    """At work there for the whole of it; shifts that touch count as one."""
    shifts = Shift.objects.filter(staff=staff, clinic=clinic).within(stretch)
    return covers([shift.during for shift in shifts], stretch)


def at_work(clinic: Clinic, *, at: datetime) -> dict[int, int | None]:
    """Everyone at work there at this moment, each with the chair of their shift."""
    away = Leave.objects.standing().filter(staff=OuterRef("staff"), during__contains=at)
    here = Shift.objects.filter(clinic=clinic, during__contains=at)
    return dict(here.exclude(Exists(away)).values_list("staff", "chair"))
