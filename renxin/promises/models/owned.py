from django.db.models import Q

from renxin.staff.models import Staff


def sources(staff: Staff) -> list[Q]:
    """Those this person owns, and those of each role of theirs where they work."""
    theirs = [Q(owner=staff)]
    for role, clinic in staff.posts_today:
        shared = Q(owner=None, owner_role=role)
        theirs.append(shared if clinic is None else shared & Q(clinic=clinic))
    return theirs
