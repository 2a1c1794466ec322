"""What must hold of whoever is put on the roster."""

from datetime import date, timedelta

from renxin.clinics.models import Chair, Clinic, Department
from renxin.rosters.models.leave import Leave
from renxin.rosters.refusals import (
    AwayThen,
    NoLength,
    NotEmployed,
    OfAnotherClinic,
    TooLong,
)
from renxin.rosters.spans import DateTimeTZRange
from renxin.rosters.telling import ends_told
from renxin.staff.models import Post, Staff
from renxin.staff.roles import Role

LONGEST = timedelta(hours=16)


def check_length(during: DateTimeTZRange) -> None:
    if during.upper <= during.lower:
        raise NoLength
    if during.upper - during.lower > LONGEST:
        raise TooLong


def check_room(
    clinic: Clinic, department: Department | None, chair: Chair | None
) -> None:
    for room in (department, chair):
        if room and room.clinic_id != clinic.pk:
            raise OfAnotherClinic


def check_post(staff: Staff, role: str, clinic: Clinic, day: date) -> None:
    """Only what somebody is here to do, and only while they are here for it."""
    here = Post.objects.at(clinic).held_on(day).filter(staff=staff, role=role)
    if not (staff.is_active and here.exists()):
        label = str(Role(role).label) if role in Role.values else role
        raise NotEmployed.told(staff.name, label, clinic.short_name, f"{day:%m-%d}")


def check_here(staff: Staff, during: DateTimeTZRange, zone: str) -> None:
    leave = Leave.objects.standing().filter(staff=staff).within(during).first()
    if leave:
        raise AwayThen.told(staff.name, *ends_told(leave.during, zone))
