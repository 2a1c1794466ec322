from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError
from django.test import Client

from renxin.clinics.models import Clinic
from renxin.scorecard.lake.snapshot import Snapshot
from renxin.scorecard.models import Target
from renxin.staff.models import Staff
from tests.cast import signed_in

FEBRUARY = {"over": "month", "to": "2026-02", "clinic": "dongyuan"}


def tile(client: Client) -> Any:
    return client.get("/figures/K07/", FEBRUARY).context["tile"]


def goal(client: Client, percent: str, code: str = "K07") -> Any:
    sent = FEBRUARY | {"percent": percent, "why": "开春"}
    return client.post(f"/figures/{code}/goal/", sent)


def test_a_goal_nobody_here_decided_says_so(
    client: Client, manager_gu: Staff, standing: Snapshot
) -> None:
    shown = tile(signed_in(client, manager_gu))

    assert shown.goal == "≤ 8"
    assert shown.seed
    assert shown.met is False


def test_the_last_goal_set_holds_and_the_ones_before_stay(
    client: Client, manager_gu: Staff, standing: Snapshot
) -> None:
    signed_in(client, manager_gu)

    goal(client, "10")
    goal(client, "30.5")

    shown = tile(client)
    assert (shown.goal, shown.seed, shown.met) == ("≤ 30.5", "", True)
    assert list(Target.objects.newest_first().values_list("bound", flat=True)) == [
        Decimal("0.305"),
        Decimal("0.1"),
    ]


def test_a_goal_withdrawn_gives_way_to_the_starting_one(
    client: Client, manager_gu: Staff, standing: Snapshot
) -> None:
    signed_in(client, manager_gu)
    goal(client, "30")

    goal(client, "")

    assert tile(client).goal == "≤ 8"


def test_a_clinics_own_goal_comes_before_the_houses(
    client: Client,
    manager_gu: Staff,
    director_he: Staff,
    dongyuan: Clinic,
    standing: Snapshot,
) -> None:
    house = FEBRUARY | {"clinic": "house", "percent": "12"}
    signed_in(client, director_he).post("/figures/K07/goal/", house)
    assert tile(client).goal == "≤ 12"

    goal(signed_in(client, manager_gu), "9")

    assert tile(client).goal == "≤ 9"


@pytest.mark.parametrize("percent", ["101", "-1", "viel", "1e3"])
def test_a_goal_is_a_number_from_nought_to_a_hundred(
    client: Client, manager_gu: Staff, standing: Snapshot, percent: str
) -> None:
    assert goal(signed_in(client, manager_gu), percent).status_code == 422
    assert not Target.objects.exists()


@pytest.mark.parametrize("code", ["K13", "K02", "K99"])
def test_figures_without_a_better_way_have_no_goal(
    client: Client, manager_gu: Staff, standing: Snapshot, code: str
) -> None:
    assert goal(signed_in(client, manager_gu), "5", code).status_code == 404


def test_only_managers_set_goals(
    client: Client, marketer_sun: Staff, standing: Snapshot
) -> None:
    assert goal(signed_in(client, marketer_sun), "5").status_code == 403


def test_the_history_of_a_goal_cannot_be_changed(
    client: Client, manager_gu: Staff, standing: Snapshot
) -> None:
    goal(signed_in(client, manager_gu), "10")

    with pytest.raises(DatabaseError, match="Cannot update"):
        Target.objects.update(bound=Decimal("0.9"))
