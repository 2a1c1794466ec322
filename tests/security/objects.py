"""Whose object an address is tried with: one of the own clinic, one of another."""

from datetime import date

from renxin.clinics.models import Clinic
from renxin.staff.roles import Role
from tests.cast import employed, enrolled

ON = date(2024, 1, 1)


def world():
    """Two clinics with one of everything each."""
    own = Clinic.objects.create(name="仁心口腔东院", short_name="东院", code="dongyuan")
    other = Clinic.objects.create(name="仁心口腔河西", short_name="河西", code="hexi")
    return {
        "clinic": own,
        "own": _of(own, "own"),
        "other": _of(other, "other"),
    }


def _of(clinic, mark):
    staff = employed(f"person-{mark}", "何远", Role.DOCTOR, clinic)
    patient = enrolled(clinic, f"P-{mark}", "王芳")
    return {"clinic": clinic, "staff": staff, "patient": patient}


def theirs(door, house, whose):
    """The arguments of an address; None when nobody said, {} when it has no other."""
    if not has_object(door):
        return {}
    for prefix, maker in MAKERS.items():
        if door.name.startswith(prefix):
            return maker(house[whose], whose)
    return None


def has_object(door):
    return "<" in door.route


def _house_wide(of):
    """Something of the whole house: there is no other clinic's."""
    return lambda one, whose: of(one) if whose == "own" else {}


MAKERS = {
    "staff:setup": _house_wide(lambda one: {"secret": "no-such-secret"}),
    "staff:post_end": _house_wide(lambda one: {"pk": one["staff"].posts.get().pk}),
    "staff:person": _house_wide(lambda one: {"pk": one["staff"].pk}),
    "staff:work": _house_wide(lambda one: {"pk": one["staff"].pk}),
    "staff:invitation": _house_wide(lambda one: {"pk": one["staff"].pk}),
    "staff:posts": _house_wide(lambda one: {"pk": one["staff"].pk}),
    "clinics:clinic": _house_wide(lambda one: {"pk": one["clinic"].pk}),
    "clinics:place": _house_wide(
        lambda one: {"pk": one["clinic"].pk, "kind": "chairs"}
    ),
    "mfa_": _house_wide(lambda one: {"pk": 1}),
    "account_confirm_email": _house_wide(lambda one: {"key": "none"}),
    "account_reset_password_from_key": _house_wide(
        lambda one: {"uidb36": "1", "key": "none"}
    ),
}
