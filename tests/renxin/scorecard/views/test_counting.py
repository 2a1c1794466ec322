import pytest
from django.db import connection
from django.test import Client

from renxin.scorecard import pieces, tasks
from renxin.scorecard.lake.snapshot import Snapshot
from renxin.staff.models import Staff
from tests.cast import signed_in

SENT = {"over": "month", "to": "2026-02", "clinic": "dongyuan"}


def waiting() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name FROM procrastinate_jobs ORDER BY id")
        return [row[0].rpartition(".")[2] for row in cursor.fetchall()]


@pytest.fixture(autouse=True)
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pieces, "AT_ONCE", 0)


def test_what_somebody_waits_for_is_counted_once_by_the_worker(
    client: Client, manager_gu: Staff, uncounted: Snapshot
) -> None:
    signed_in(client, manager_gu)

    answers = [
        client.post("/figures/counting/", SENT | {"kind": "sheet"}).status_code
        for _twice in range(2)
    ]

    assert answers == [204, 204]
    assert waiting() == ["count_piece"]


def test_once_counted_the_page_is_there(
    client: Client, manager_gu: Staff, uncounted: Snapshot
) -> None:
    for kind in ("sheet", "pictures"):
        tasks.count_piece(kind, "month", "2026-02-01", "dongyuan", "")

    answer = signed_in(client, manager_gu).get("/figures/", SENT)

    assert "10 / 24" in answer.content.decode()


def test_lists_of_people_are_not_counted_for_those_who_may_not_see_names(
    client: Client, marketer_sun: Staff, uncounted: Snapshot
) -> None:
    signed_in(client, marketer_sun)

    answer = client.post("/figures/counting/", SENT | {"kind": "lost"})

    assert answer.status_code == 422
    assert waiting() == []


@pytest.mark.parametrize("kind", ["", "../../etc", "all"])
def test_there_is_nothing_of_that_name(
    client: Client, manager_gu: Staff, uncounted: Snapshot, kind: str
) -> None:
    answer = signed_in(client, manager_gu).post(
        "/figures/counting/", SENT | {"kind": kind}
    )

    assert answer.status_code == 422
