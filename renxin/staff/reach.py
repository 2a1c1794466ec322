"""How far a right reaches: to the rows of the clinics at which it is held."""

from django.db.models import Q

from renxin.staff.models import Staff


def within(staff: Staff, right: str, *fields: str) -> Q:
    """Rows by any field that names a clinic; none where the right is held at none."""
    held = staff.clinics_with(right)
    if held is None:
        return Q()
    reached = Q(pk__in=[])
    for field in fields or ("clinic",):
        reached |= Q((f"{field}__in", held))
    return reached
