"""The band that is the goal for assistants to a doctor: setting it, taking it back."""

from decimal import Decimal

from renxin.clinics.models import Clinic, Department
from renxin.rosters.models import RatioGoal
from renxin.rosters.refusals import NotABand, OfAnotherClinic


def set_band(
    clinic: Clinic, department: Department | None, at_least: Decimal, at_most: Decimal
) -> RatioGoal:
    if at_most < at_least:
        raise NotABand
    if department and department.clinic_id != clinic.pk:
        raise OfAnotherClinic
    goal, _new = RatioGoal.objects.update_or_create(
        clinic=clinic,
        department=department,
        defaults={"at_least": at_least, "at_most": at_most},
    )
    return goal
