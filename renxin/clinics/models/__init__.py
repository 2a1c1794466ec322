from renxin.clinics.models.calendar_day import CalendarDay
from renxin.clinics.models.chair import Chair
from renxin.clinics.models.clinic import Clinic
from renxin.clinics.models.department import Department
from renxin.clinics.models.equipment import Equipment
from renxin.clinics.models.opening_hours import OpeningHours
from renxin.clinics.models.special_day import SpecialDay

__all__ = [
    "CalendarDay",
    "Chair",
    "Clinic",
    "Department",
    "Equipment",
    "OpeningHours",
    "SpecialDay",
]
