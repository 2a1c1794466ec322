from typing import Any

import pytest
from django.test import Client

from renxin.patients.models import Patient
from renxin.scorecard import lists
from renxin.scorecard.lake.snapshot import Snapshot
from renxin.staff.models import Staff
from tests.cast import signed_in

FEBRUARY = {"over": "month", "to": "2026-02", "clinic": "dongyuan"}
People = dict[str, list[Patient]]


@pytest.mark.parametrize(("part", "count"), [("counted", 3), ("whole", 13)])
def test_a_figure_leads_to_its_rows(
    client: Client, manager_gu: Staff, standing: Snapshot, part: str, count: int
) -> None:
    signed_in(client, manager_gu)

    answer = client.get("/figures/K07/rows/", FEBRUARY | {"part": part})

    assert len(answer.context["lines"]) == count
    assert all(line.moment for line in answer.context["lines"])
    assert f"/patients/{answer.context['lines'][0].patient.pk}/" in (
        answer.content.decode()
    )


def test_pages_follow_each_other_without_gap_or_repeat(
    client: Client,
    manager_gu: Staff,
    standing: Snapshot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(lists.page, "__kwdefaults__", {"after": 0, "size": 5})
    signed_in(client, manager_gu)
    address, seen, backs = "/figures/K07/rows/?part=whole&clinic=dongyuan", [], []

    while address:
        answer = client.get(address)
        seen += [line.told["place"] for line in answer.context["lines"]]
        backs.append(answer.context["previous_url"])
        further = answer.context["next_url"]
        address = f"/figures/K07/rows/{further}" if further else ""

    assert seen == list(range(1, 14))
    assert backs[0] == ""
    assert "after=0" in backs[1]
    assert "after=5" in backs[2]


def test_a_page_of_rows_takes_few_questions(
    client: Client,
    manager_gu: Staff,
    standing: Snapshot,
    django_assert_max_num_queries: Any,
) -> None:
    signed_in(client, manager_gu)
    client.get("/figures/K07/rows/", FEBRUARY)

    with django_assert_max_num_queries(13):
        client.get("/figures/K07/rows/", FEBRUARY)


@pytest.mark.parametrize("after", ["-1", "x", "9" * 40, "1;drop"])
def test_a_place_that_is_none_is_the_start(
    client: Client, manager_gu: Staff, standing: Snapshot, after: str
) -> None:
    signed_in(client, manager_gu)

    answer = client.get("/figures/K07/rows/", FEBRUARY | {"after": after})

    assert answer.status_code == 200
    assert answer.context["page"].first == 1


def test_the_restricted_are_named_to_nobody(
    client: Client, manager_gu: Staff, told: People, standing: Snapshot
) -> None:
    signed_in(client, manager_gu)

    answer = client.get("/figures/K22/rows/", FEBRUARY | {"part": "whole"})

    assert told["here"][23].pk not in {
        line.patient.pk for line in answer.context["lines"] if line.patient
    }
