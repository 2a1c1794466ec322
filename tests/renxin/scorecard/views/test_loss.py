from typing import Any

from django.test import Client

from renxin.patients.models import Patient
from renxin.scorecard.lake.snapshot import Snapshot
from renxin.staff.models import Look, Staff
from tests.cast import signed_in

FEBRUARY = {"over": "month", "to": "2026-02", "clinic": "dongyuan"}
People = dict[str, list[Patient]]


def lines(client: Client, **query: str) -> Any:
    return client.get("/figures/loss/patients/", FEBRUARY | query).context["lines"]


def test_reasons_told_moving_away_and_silence_stand_apart(
    client: Client, manager_gu: Staff, standing: Snapshot
) -> None:
    signed_in(client, manager_gu)

    loss = client.get("/figures/loss/", FEBRUARY).context["loss"]

    assert [(one.code, one.part) for one in loss.lines] == [
        ("TRUST", 3),
        ("MONEY", 2),
        ("TIME", 0),
        ("OTHER", 0),
    ]
    assert {one.code: one.part for one in loss.apart} == {
        "MOVED": 1,
        "DIED": 0,
        "UNKNOWN": 0,
        "NOT_ASKED": 3,
    }
    assert loss.leaving.hidden == 1


def test_a_claim_is_shown_as_a_claim(
    client: Client, manager_gu: Staff, standing: Snapshot
) -> None:
    signed_in(client, manager_gu)

    answer = client.get("/figures/loss/", FEBRUARY).content.decode()

    assert "46 %" in answer
    assert "出处不明" in answer or "source unknown" in answer


def test_the_lost_are_named_with_the_reason_they_told(
    client: Client, manager_gu: Staff, told: People, standing: Snapshot
) -> None:
    named = lines(signed_in(client, manager_gu), reason="TRUST")

    assert {one.patient.pk for one in named} == {one.pk for one in told["here"][14:17]}


def test_every_name_shown_is_in_the_access_log(
    client: Client, manager_gu: Staff, standing: Snapshot
) -> None:
    named = lines(signed_in(client, manager_gu))

    looks = Look.objects.filter(staff=manager_gu, what="LIST")
    assert {one.patient_id for one in looks} == {one.patient.pk for one in named}
    assert "lost" in looks[0].particulars


def test_names_are_not_for_those_who_see_figures_only(
    client: Client, marketer_sun: Staff, standing: Snapshot
) -> None:
    signed_in(client, marketer_sun)

    assert client.get("/figures/loss/patients/", FEBRUARY).status_code == 403
    assert (
        "loss/patients" not in client.get("/figures/loss/", FEBRUARY).content.decode()
    )
    assert not Look.objects.exists()


def test_a_patient_of_another_clinic_has_no_name_here(
    client: Client, manager_gu: Staff, told: People, standing: Snapshot
) -> None:
    told["here"][15].enrolments.all().delete()

    named = lines(signed_in(client, manager_gu), reason="TRUST")

    assert [one.patient is None for one in named].count(True) == 1
    assert not Look.objects.filter(patient_id=told["here"][15].pk).exists()
