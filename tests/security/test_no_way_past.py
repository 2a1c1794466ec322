"""Every address of the day in the house, knocked at by everybody with everything.

Whoever is at a station that still owes them something stays there; and but for the
doctor in the last room, or with a stated reason, nobody goes home through any door.
"""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from renxin.staff.roles import Role
from renxin.visits import urls
from renxin.visits.kinds import Stage
from renxin.visits.models import Departure, DutyDone, DutyWaived, NextStep, Visit
from renxin.visits.models.station import furnish
from renxin.visits.terms import Coming
from tests.cast import employed, signed_in
from tests.renxin.visits.owed import duty, owed
from tests.renxin.visits.views.conftest import HTMX, seen

IN_THREE_MONTHS = str(timezone.now().date() + timedelta(days=90))

ROLES = (
    Role.GREETER,
    Role.DOCTOR,
    Role.ASSISTANT,
    Role.STATION,
    Role.CARE,
    Role.MANAGER,
)
# What a form never offers is sent along with what it does.
LIES = {
    "kind": "RECALL",
    "recall_on": IN_THREE_MONTHS,
    "ended_at": "2026-03-02T10:00",
    "went_back_to_doctor": "on",
    "stage": "BACK_TO_DOCTOR",
    "is_required": "",
    "valid_from": "2020-01-01",
    "understood": " ",
    "strokes": "",
    "name": "王芳",
    "signer": "PATIENT",
    "note": "x",
}
WITHOUT_WORD = [
    {},
    {"why_not_back": "LEFT_OPEN"},
    {"why_not_back": "OTHER"},
    {"kind": "NONE", "why_nothing": "NOT_ASKED", "why_not_back": "IN_A_HURRY"},
    {"kind": "NONE", "why_nothing": "OTHER", "note": "", "why_not_back": "IN_A_HURRY"},
]


@pytest.fixture
def came(dongyuan, greeter_lin, doctor_li, wang_fang):
    """Wang Fang is in the house, at any station."""
    furnish(dongyuan)

    def stands_at(stage):
        told = {"by": greeter_lin, "at": timezone.now()}
        visit = Visit.begin(wang_fang, dongyuan, Coming(doctor=doctor_li), **told)
        visit.send_on(dongyuan.stations.get(stage=stage), **told)
        return visit

    return stands_at


def addresses(visit, station):
    """Each with the keys of this visit, its patient, its station and its duty."""
    keys = {
        "visit": visit.pk,
        "patient": visit.patient_id,
        "station": station.pk,
        "checklist": duty("told").checklist_id,
        "duty": duty("told").pk,
        "doctor": visit.doctor_id,
        "secret": "x",
    }
    for pattern in urls.urlpatterns:
        of = str(pattern.pattern).split("/", 1)[0].removesuffix("s")
        asked = pattern.pattern.converters
        told = {name: keys.get(name, keys.get(of, 0)) for name in asked}
        yield reverse(f"visits:{pattern.name}", kwargs=told)


def somebody(role, clinic):
    return signed_in(Client(), employed(f"one-{role.lower()}", "何人", role, clinic))


def at(visit):
    return visit.stage_entries.current().get().station


def knock(client, visit, station, **more):
    """At every door; what answers is told, whatever it says."""
    told = LIES | more | {"station": station.pk, "doctor": visit.doctor_id or ""}
    return [
        client.post(address, seen(visit) | told, headers=HTMX).status_code
        for address in addresses(visit, station)
    ]


@pytest.mark.parametrize("stage", [Stage.CASHIER, Stage.BACK_TO_DOCTOR])
@pytest.mark.parametrize("role", ROLES)
def test_nobody_goes_on_through_any_door_while_something_is_owed(
    came, dongyuan, role, stage
):
    visit = came(stage)
    owed(stage, "told", role=Role.DOCTOR)
    here = visit.stage_entries.current().get()
    elsewhere = dongyuan.stations.get(stage=Stage.PHARMACY)

    answers = knock(somebody(role, dongyuan), visit, elsewhere)

    assert len(answers) == len(urls.urlpatterns)
    assert max(answers) < 500
    assert Visit.objects.get(pk=visit.pk).is_under_way()
    assert visit.stage_entries.current().get() == here
    assert not Departure.objects.exists()
    assert not NextStep.objects.exists()
    assert not DutyDone.objects.exists()
    assert not DutyWaived.objects.exists()


@pytest.mark.parametrize("more", WITHOUT_WORD)
@pytest.mark.parametrize("role", ROLES)
def test_nobody_goes_home_past_the_doctor_without_a_word(came, dongyuan, role, more):
    visit = came(Stage.CASHIER)
    owed(Stage.GREETING, "told")

    knock(somebody(role, dongyuan), visit, at(visit), **more)

    assert Visit.objects.get(pk=visit.pk).is_under_way()
    assert not Departure.objects.exists()


@pytest.mark.parametrize("role", [one for one in ROLES if one != Role.DOCTOR])
def test_only_the_doctor_opens_the_last_door(came, dongyuan, role):
    visit = came(Stage.BACK_TO_DOCTOR)
    owed(Stage.GREETING, "told")

    knock(somebody(role, dongyuan), visit, at(visit))

    assert not Departure.objects.exists()


# That each refusal above is the house's own, and not that of a form.
def test_the_same_words_by_the_doctor_open_it(came, dongyuan):
    visit = came(Stage.BACK_TO_DOCTOR)
    address = reverse("visits:departure", args=[visit.pk])

    somebody(Role.DOCTOR, dongyuan).post(address, LIES, headers=HTMX)

    assert Departure.objects.get().went_back


def test_with_nothing_owed_the_same_words_hand_over(came, dongyuan):
    visit = came(Stage.CASHIER)
    told = LIES | seen(visit) | {"station": dongyuan.stations.get(stage="PHARMACY").pk}
    address = reverse("visits:hand_over", args=[visit.pk])

    somebody(Role.GREETER, dongyuan).post(address, told, headers=HTMX)

    assert at(visit).stage == Stage.PHARMACY
