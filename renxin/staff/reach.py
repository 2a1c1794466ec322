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


def owed_by(staff: Staff) -> Q:
    """What a role of theirs owes where they hold it."""
    theirs = Q(pk__in=[])
    for role, clinic in staff.posts_today:
        shared = Q(owner_role=role)
        theirs |= shared if clinic is None else shared & Q(clinic=clinic)
    return theirs
