"""Whose object an address is tried with: one of the own clinic, one of another."""

import re
from datetime import date, timedelta

from renxin.clinics.models import Clinic
from renxin.patients.models import Concern, Consent, Merge
from renxin.patients.models.consent import Method, Purpose
from renxin.promises.models import Promise
from renxin.staff.roles import Role
from tests.cast import NOON, employed, enrolled, reached

ON = date(2024, 1, 1)
NAMES = re.compile(r"<(?:\w+:)?(\w+)>")


def world():
    """Two clinics with one of everything each."""
    own = Clinic.objects.create(name="仁心口腔东院", short_name="东院", code="dongyuan")
    other = Clinic.objects.create(name="仁心口腔河西", short_name="河西", code="hexi")
    return {"clinic": own, "own": furnished(own, 1), "other": furnished(other, 2)}


def furnished(clinic, mark):
    staff = employed(f"person-{mark}", "何远", Role.DOCTOR, clinic)
    patient = enrolled(clinic, f"P-{mark}", "王芳")
    twin = enrolled(clinic, f"T-{mark}", "王芳")
    return {
        "clinic": clinic,
        "staff": staff,
        "patient": patient,
        "reach": reached(patient, f"+861381234220{mark}"),
        "concern": Concern.objects.create(
            patient=patient, kind=Concern.Kind.FEAR, level=7, at=NOON, by=staff
        ),
        "consent": Consent.objects.create(
            patient=patient,
            purpose=Purpose.RECALL,
            answer=Consent.Answer.GIVEN,
            method=Method.PAPER,
            text_version="1",
            evidence="form 1",
            given_at=NOON,
            by=staff,
        ),
        "merge": Merge.objects.create(
            kept=patient, merged=twin, reason="same person", at=NOON, by=staff
        ),
        "promise": Promise.objects.create(
            patient=patient,
            clinic=clinic,
            kind="CALL",
            what="给王芳回电话",
            due_from=NOON,
            due_at=NOON + timedelta(hours=1),
            made_at=NOON,
            made_by=staff,
            owner_role=Role.CARE,
        ),
    }


def has_object(door):
    return "<" in door.route


def theirs(door, house, whose):
    """The arguments of an address; None when nobody said, {} when it has no other."""
    if not has_object(door):
        return {}
    if whose == "other" and door.name.startswith(OF_THE_HOUSE):
        return {}
    app = next((app for app in MAKERS if door.name.startswith(app)), None)
    known = MAKERS[app](house[whose]) if app else {}
    wanted = NAMES.findall(door.route)
    if not known.keys() >= set(wanted):
        return None
    return {name: known[name] for name in wanted}


# What belongs to the whole house: there is no other clinic's.
OF_THE_HOUSE = ("staff:", "clinics:", "mfa_", "account_")

MAKERS = {
    "staff:post_end": lambda one: {"pk": one["staff"].posts.get().pk},
    "staff:": lambda one: {"pk": one["staff"].pk, "secret": "no-such-secret"},
    "clinics:": lambda one: {"pk": one["clinic"].pk, "kind": "chairs"},
    "patients:": lambda one: {
        "pk": one["patient"].pk,
        "reach": one["reach"].pk,
        "concern": one["concern"].pk,
        "consent": one["consent"].pk,
        "merge": one["merge"].pk,
    },
    "promises:": lambda one: {"pk": one["promise"].pk},
    "mfa_": lambda _one: {"pk": 1},
    "account_": lambda _one: {"key": "none", "uidb36": "1"},
}
