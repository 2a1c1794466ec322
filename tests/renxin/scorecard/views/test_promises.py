from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from renxin.clinics.models import Clinic
from renxin.patients.models import Patient
from renxin.promises.models import Promise
from renxin.scorecard.lake.snapshot import Snapshot
from renxin.staff.models import Staff
from tests.cast import signed_in
from tests.renxin.followup.trials import drawn, trial

SENT = {
    "over": "month",
    "to": "2026-02",
    "clinic": "dongyuan",
    "list": "lost",
    "query": "over=month&to=2026-02&clinic=dongyuan",
    "kind": "WIN_BACK",
    "what": "问问为什么没再来",
    "words": "有一阵没见到您了，想问问您近来可好。",
    "first_on": "2027-03-01",
    "a_day": "2",
}
People = dict[str, list[Patient]]


@pytest.fixture
def desk(
    client: Client, manager_gu: Staff, carer_zhou: Staff, standing: Snapshot
) -> Client:
    return signed_in(client, manager_gu)


def promised(desk: Client, **sent: Any) -> Any:
    return desk.post("/figures/promises/", SENT | sent)


def test_those_chosen_are_promised_a_call_spread_over_days(
    desk: Client, told: People
) -> None:
    chosen = [one.pk for one in told["here"][14:17]]

    answer = promised(desk, patient=chosen)

    made = Promise.objects.order_by("due_at", "pk")
    assert answer.status_code == 302
    assert {one.patient_id for one in made} == set(chosen)
    assert {one.owner_role for one in made} == {"CARE"}
    assert [one.clinic.day_of(one.due_at) for one in made] == [
        date(2027, 3, 1),
        date(2027, 3, 1),
        date(2027, 3, 2),
    ]
    assert made[0].words == SENT["words"]


def test_everyone_on_the_list_may_be_promised_at_once(desk: Client) -> None:
    promised(desk, everyone="1", reason="MONEY")

    assert Promise.objects.count() == 2


def test_nobody_is_promised_the_same_twice(desk: Client, told: People) -> None:
    one = told["here"][14].pk

    promised(desk, patient=[one])
    promised(desk, patient=[one])

    assert Promise.objects.count() == 1
    page = desk.get("/figures/loss/patients/", {"to": "2026-02"})
    line = next(
        line
        for line in page.context["lines"]
        if line.patient and line.patient.pk == one
    )
    assert line.promise
    assert not line.can_be_chosen


@pytest.mark.parametrize(
    "wrong",
    [
        {"patient": []},
        {"patient": ["999999"]},
        {"patient": ["x"]},
        {"kind": "ANSWER", "patient": ["here"]},
        {"a_day": "0", "patient": ["here"]},
        {"what": "", "patient": ["here"]},
    ],
)
def test_what_makes_no_sense_changes_nothing(
    desk: Client, told: People, wrong: dict[str, Any]
) -> None:
    if wrong.get("patient") == ["here"]:
        wrong = wrong | {"patient": [told["here"][14].pk]}

    answer = promised(desk, **wrong)

    assert answer.status_code == 422
    assert not Promise.objects.exists()


def test_somebody_who_is_not_on_the_list_is_not_promised(
    desk: Client, told: People
) -> None:
    promised(desk, patient=[told["here"][0].pk, told["here"][14].pk])

    assert [one.patient_id for one in Promise.objects.all()] == [told["here"][14].pk]


def test_a_list_that_is_none_is_not_there(desk: Client) -> None:
    assert promised(desk, list="sheet", patient=["1"]).status_code == 404
    assert promised(desk, code="K99", patient=["1"]).status_code == 404


def test_whom_a_trial_holds_out_is_not_rung_from_a_figure(
    desk: Client, told: People, doctor_li: Staff, manager_gu: Staff
) -> None:
    held, other = told["here"][14:16]
    tried = trial(doctor_li, manager_gu)
    drawn(tried, held, Clinic.objects.get(code="dongyuan"), at=timezone.now())

    answer = promised(desk, patient=[held.pk, other.pk])

    assert [one.patient for one in Promise.objects.all()] == [other]
    page = desk.get(answer.headers["Location"]).content.decode()
    assert "安全回访不受影响" in page or "safety is not touched" in page
