from django.test import Client

from renxin.scorecard.lake.snapshot import Snapshot
from renxin.staff.models import Look, Staff
from tests.cast import signed_in

FEBRUARY = {"over": "month", "to": "2026-02", "clinic": "dongyuan"}


def test_how_much_comes_from_how_few_is_shown_with_its_table(
    client: Client, manager_gu: Staff, standing: Snapshot
) -> None:
    signed_in(client, manager_gu)

    answer = client.get("/figures/key/", FEBRUARY)

    curves = {one.code: one for one in answer.context["curves"]}
    assert curves["patients_by_money"].curve.n == 14
    assert [top for top, _share in curves["patients_by_money"].tops] == [1, 5, 10, 20]


def test_who_brings_whom_is_counted_by_generation(
    client: Client, manager_gu: Staff, standing: Snapshot
) -> None:
    signed_in(client, manager_gu)

    answer = client.get("/figures/key/", FEBRUARY)

    assert answer.context["circle"].generations == {"1": 1, "2": 1}
    first, brought, through = answer.context["bringers"][0]
    assert (first.patient.number, brought, through) == ("D000", 1, 1)
    assert Look.objects.filter(particulars="introducers").count() == 2


def test_bringers_have_no_name_for_those_who_see_figures_only(
    client: Client, marketer_sun: Staff, standing: Snapshot
) -> None:
    signed_in(client, marketer_sun)

    answer = client.get("/figures/key/", FEBRUARY)

    assert answer.context["bringers"] == []
    assert client.get("/figures/key/patients/", FEBRUARY).status_code == 403
    assert not Look.objects.exists()


def test_key_patients_are_named_from_the_first_down(
    client: Client, manager_gu: Staff, standing: Snapshot
) -> None:
    signed_in(client, manager_gu)

    answer = client.get("/figures/key/patients/", FEBRUARY | {"by": "money"})

    assert [line.patient.number for line in answer.context["lines"]][:2] == [
        "D013",
        "D012",
    ]
    assert "¥1,400" in answer.content.decode()
