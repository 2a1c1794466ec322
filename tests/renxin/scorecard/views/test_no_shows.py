from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from renxin.booking.models import Appointment
from renxin.clinics.models import Clinic
from renxin.scorecard import pieces
from renxin.scorecard.lake.refresh import refresh
from renxin.staff.models import Staff
from tests.cast import NOON, signed_in
from tests.renxin.scorecard import booked_before

ADDRESS = "/figures/no-shows/"


@pytest.fixture
def book(dongyuan: Clinic, doctor_li: Staff) -> None:
    """Bookings of the months before March, every one of them with 李予安."""
    booked_before.tell(dongyuan, at=NOON - timedelta(days=2))
    Appointment.objects.update(doctor=doctor_li)
    refresh(at=NOON)


def page(client: Client, staff: Staff) -> Any:
    return signed_in(client, staff).get(ADDRESS, {"to": "2026-02"})


def test_every_number_has_its_whole_its_window_and_its_interval(
    client: Client, manager_gu: Staff, book: None
) -> None:
    answer = page(client, manager_gu)

    told = answer.context["all"]
    text = answer.content.decode()
    assert told.whole > 1_000
    assert f"{told.part:,}" in text
    assert f"{told.whole:,}" in text
    assert told.interval in text
    assert answer.context["definition"] in text
    assert "最近十二个月" in text


def test_both_pictures_have_a_table_behind_them(
    client: Client, manager_gu: Staff, book: None
) -> None:
    answer = page(client, manager_gu)

    text = answer.content.decode()
    assert text.count('<figure class="chart">') == text.count("<details><summary>") == 2
    assert len(answer.context["week"].lines) == sum(
        cell.group is not None
        for hour in answer.context["week"].hours
        for cell in hour.cells
    )


def test_doctors_are_told_in_the_order_of_their_names_to_whoever_may_see_names(
    client: Client, manager_gu: Staff, marketer_sun: Staff, book: None
) -> None:
    assert [name for name, _group in page(client, manager_gu).context["doctors"]] == [
        "李予安"
    ]
    assert page(client, marketer_sun).context["doctors"] == []


def test_a_house_without_bookings_says_what_will_appear(
    client: Client, manager_gu: Staff, dongyuan: Clinic
) -> None:
    refresh(at=NOON)
    assert 'action="/figures/lake/"' in page(client, manager_gu).content.decode()


def test_bookings_elsewhere_are_not_told_here(
    client: Client, hexi_manager: Staff, book: None
) -> None:
    answer = page(client, hexi_manager)

    assert answer.context["all"].whole == 0
    assert "还没有到期的预约" in answer.content.decode()


def test_a_large_lake_shows_that_it_is_being_counted(
    client: Client, manager_gu: Staff, book: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pieces, "AT_ONCE", 0)

    answer = page(client, manager_gu).content.decode()

    assert 'name="kind" value="no-shows"' in answer


def test_it_is_for_whoever_sees_figures(
    client: Client, greeter_lin: Staff, book: None
) -> None:
    assert page(client, greeter_lin).status_code == 403


def test_a_page_takes_few_questions(
    client: Client,
    manager_gu: Staff,
    book: None,
    django_assert_max_num_queries: Any,
) -> None:
    page(client, manager_gu)

    with django_assert_max_num_queries(10):
        client.get(ADDRESS, {"to": "2026-02"})
