from typing import Any

import pytest
from django.test import Client

from renxin.clinics.models import Clinic
from renxin.patients.models import Patient
from renxin.scorecard import pieces
from renxin.scorecard.lake.refresh import refresh
from renxin.scorecard.lake.snapshot import Snapshot
from renxin.staff.models import Staff
from tests.cast import NOON, signed_in

FEBRUARY = {"over": "month", "to": "2026-02", "clinic": "dongyuan"}
CHINESE = {"HTTP_ACCEPT_LANGUAGE": "zh-hans"}


def page(client: Client, address: str = "/figures/", **query: str) -> Any:
    return client.get(address, FEBRUARY | query)


def test_a_figure_never_stands_without_its_whole(
    client: Client, manager_gu: Staff, standing: Snapshot
) -> None:
    answer = page(signed_in(client, manager_gu)).content.decode()

    assert "10 / 24" in answer
    assert "3 / 13" in answer


def test_before_the_first_facts_the_page_waits_for_them_by_itself(
    client: Client, manager_gu: Staff
) -> None:
    answer = page(signed_in(client, manager_gu))

    assert answer.status_code == 200
    assert 'hx-trigger="every 2s"' in answer.content.decode()


def test_where_nothing_has_happened_yet_the_page_says_what_will_appear(
    client: Client, manager_gu: Staff, dongyuan: Clinic
) -> None:
    refresh(at=NOON)

    answer = page(signed_in(client, manager_gu)).content.decode()

    assert 'action="/figures/lake/"' in answer
    assert 'hx-trigger="every 2s"' not in answer


@pytest.mark.parametrize(
    "address",
    [
        "K22/",
        "K22/rows/",
        "loss/",
        "loss/patients/",
        "key/",
        "key/patients/",
    ],
)
def test_every_page_of_an_empty_house_says_so(
    client: Client, manager_gu: Staff, dongyuan: Clinic, address: str
) -> None:
    refresh(at=NOON)

    answer = page(signed_in(client, manager_gu), f"/figures/{address}")

    assert answer.status_code == 200
    assert 'action="/figures/lake/"' in answer.content.decode()


@pytest.mark.parametrize(
    "address", ["", "K22/", "K22/rows/", "loss/", "loss/patients/", "key/"]
)
def test_a_house_of_patients_who_never_came_has_pages_all_the_same(
    client: Client, manager_gu: Staff, wang_fang: Patient, address: str
) -> None:
    refresh(at=NOON)

    answer = page(signed_in(client, manager_gu), f"/figures/{address}")

    assert answer.status_code == 200


def test_nothing_is_taken_out_of_an_empty_house(
    client: Client, manager_gu: Staff, dongyuan: Clinic
) -> None:
    refresh(at=NOON)
    desk = signed_in(client, manager_gu)

    answers = [
        desk.post("/figures/exports/", FEBRUARY),
        desk.post("/figures/exports/", FEBRUARY | {"list": "lost"}),
        desk.post("/figures/promises/", FEBRUARY | {"list": "lost"}),
    ]

    assert [answer.status_code for answer in answers] == [422, 422, 422]


def test_an_empty_whole_is_none_with_its_reason_and_never_nought(
    client: Client, manager_gu: Staff, standing: Snapshot
) -> None:
    signed_in(client, manager_gu)

    tiles = {one.code: one for one in page(client).context["most_asked"]}

    assert tiles["K03"].value == ""
    assert tiles["K03"].reason


def test_small_cells_are_told_only_to_those_who_may_see_names(
    client: Client, manager_gu: Staff, marketer_sun: Staff, standing: Snapshot
) -> None:
    told = {
        staff.username: {
            one.code: one.value
            for one in page(signed_in(client, staff)).context["most_asked"]
        }
        for staff in (manager_gu, marketer_sun)
    }

    assert told["gu"]["K07"] == "23"
    assert told["sun"]["K07"] == ""
    assert told["sun"]["K22"] == "42"


def test_a_clinic_one_does_not_work_at_is_not_there(
    client: Client, manager_gu: Staff, hexi: Clinic, standing: Snapshot
) -> None:
    signed_in(client, manager_gu)

    assert page(client, clinic="hexi").status_code == 404
    assert page(client, clinic="nowhere").status_code == 404


def test_the_whole_house_is_for_those_who_may_see_all_of_it(
    client: Client, manager_gu: Staff, director_he: Staff, standing: Snapshot
) -> None:
    assert page(signed_in(client, manager_gu), clinic="house").status_code == 404

    answer = page(signed_in(client, director_he), clinic="house")

    assert "16 / 36" in answer.content.decode()


def test_no_month_is_told_of_before_it_is_over(
    client: Client, manager_gu: Staff, standing: Snapshot
) -> None:
    answer = page(signed_in(client, manager_gu), to="2199-01")

    assert answer.context["scope"].span.to == "2026-02"


@pytest.mark.parametrize(
    "query",
    [{"over": "decade"}, {"to": "soon"}, {"to": "0001-01"}, {"to": "2026-13"}],
)
def test_an_address_that_makes_no_sense_shows_the_latest_month(
    client: Client, manager_gu: Staff, standing: Snapshot, query: dict[str, str]
) -> None:
    answer = page(signed_in(client, manager_gu), **query)

    assert answer.status_code == 200
    assert answer.context["scope"].span.to == "2026-02"


def test_the_page_says_as_of_when(
    client: Client, manager_gu: Staff, standing: Snapshot
) -> None:
    assert "12:00" in page(signed_in(client, manager_gu)).content.decode()


def test_a_large_lake_shows_that_it_is_being_counted(
    client: Client,
    manager_gu: Staff,
    uncounted: Snapshot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pieces, "AT_ONCE", 0)

    answer = page(signed_in(client, manager_gu)).content.decode()

    assert 'action="/figures/counting/"' in answer
    assert 'name="kind" value="sheet"' in answer


def test_one_figure_has_its_meaning_its_months_and_its_clinics(
    client: Client, director_he: Staff, standing: Snapshot
) -> None:
    answer = page(signed_in(client, director_he), "/figures/K07/", clinic="house")

    assert len(answer.context["trend"].months) == 12
    assert [clinic.code for clinic, _tile in answer.context["by_clinic"]] == [
        "dongyuan",
        "hexi",
    ]
    assert answer.context["tile"].definition in answer.content.decode()


@pytest.mark.parametrize("code", ["K99", "K23", "%2e%2e"])
def test_a_figure_that_is_not_one_is_not_there(
    client: Client, manager_gu: Staff, standing: Snapshot, code: str
) -> None:
    answer = page(signed_in(client, manager_gu), f"/figures/{code}/")

    assert answer.status_code == 404


def test_a_page_takes_few_questions_however_much_there_is(
    client: Client,
    manager_gu: Staff,
    standing: Snapshot,
    django_assert_max_num_queries: Any,
) -> None:
    signed_in(client, manager_gu)
    page(client)

    with django_assert_max_num_queries(11):
        page(client)


def test_pictures_have_tables_behind_them(
    client: Client, manager_gu: Staff, standing: Snapshot
) -> None:
    answer = page(signed_in(client, manager_gu)).content.decode()

    assert answer.count('<figure class="chart">') == answer.count("<details><summary>")


def test_only_those_with_the_right_see_figures(
    client: Client, greeter_lin: Staff, standing: Snapshot
) -> None:
    assert page(signed_in(client, greeter_lin)).status_code == 403


def test_a_refresh_is_asked_for_once(client: Client, manager_gu: Staff) -> None:
    signed_in(client, manager_gu)
    refresh(at=NOON)

    answers = [client.post("/figures/lake/").status_code for _twice in range(2)]

    assert answers == [302, 302]
