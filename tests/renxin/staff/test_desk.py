"""Whoever works at two clinics has at each the rights they hold there."""

import pytest

from renxin.staff.models import Post
from renxin.staff.roles import Role
from renxin.visits.models import Visit
from renxin.visits.terms import Coming
from tests.cast import NOON, SINCE, employed, enrolled, signed_in

STATIONS = "/flow/stations/"


@pytest.fixture
def both(client, dongyuan, hexi):
    """A manager at one clinic who helps out at the front desk of the other."""
    staff = employed("both", "方园", Role.MANAGER, dongyuan)
    Post.objects.create(staff=staff, clinic=hexi, role=Role.GREETER, since_on=SINCE)
    return signed_in(client, staff)


def stand_at(desk, clinic):
    session = desk.session
    session["clinic"] = clinic.pk
    session.save()


def test_rights_stay_at_the_clinic_they_are_held_at(both, dongyuan, hexi):
    assert both.get(STATIONS).status_code == 200

    stand_at(both, hexi)

    assert both.get(STATIONS).status_code == 403
    assert both.get("/flow/").status_code == 200
    assert STATIONS not in both.get("/flow/").content.decode()


def test_nor_are_they_used_on_what_belongs_to_another_clinic(
    both, dongyuan, hexi, doctor_li
):
    patient = enrolled(hexi, "P-9", "周敏珍")
    visit = Visit.begin(patient, hexi, Coming(), by=doctor_li, at=NOON)
    told = {"seen": visit.stage_entries.get().pk, "why": "WORSE"}

    refused = both.post(f"/flow/visits/{visit.pk}/turn/", told)

    assert refused.status_code == 403
    assert both.get(f"/flow/visits/{visit.pk}/").status_code == 200
