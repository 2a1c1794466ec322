import re

import pytest
from django.urls import reverse

from renxin.visits.kinds import Stage
from renxin.visits.line import turns
from renxin.visits.models import DisplayKey
from tests.renxin.booking.conftest import clock
from tests.renxin.visits.views.conftest import HTMX

MOST_QUERIES = 5


@pytest.fixture
def secret(dongyuan, qian):
    return DisplayKey.make(dongyuan, by=qian, at=clock(8))


@pytest.fixture
def address(secret):
    return reverse("visits:display", args=[secret])


def called(visit, li, *, at=None):
    here = visit.stage_entries.current().get()
    chair = li.shifts.get().chair
    turns.call(here, to=chair, by=li, at=at or clock(9, 50))


def said(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_number_is_shown_with_its_room_and_a_masked_name(client, came, li, address):
    called(came("张小明", stage=Stage.CONSULTATION), li)
    came("王芳", stage=Stage.CONSULTATION, minute=20)

    page = said(client, address)

    for word in ("001", "张*明", "1 号椅", "002", "王*"):
        assert word in page


def test_nothing_but_numbers_rooms_and_masked_names_leaves_the_house(
    client, came, li, address
):
    """Neither names, kinds, doctors, concerns nor keys of ours, in page or part."""
    visit = came("张小明", stage=Stage.CONSULTATION)
    called(visit, li)
    came("王芳", minute=20)

    whole = said(client, address)
    part = client.get(address, headers=HTMX).content.decode()

    for told in (whole, part):
        for secret in ("张小明", "王芳", "李予安", "钱多", "P-张小明", "First visit"):
            assert secret not in told
        assert f'"{visit.pk}"' not in told
        assert not re.search(r"/(flow/visits|patients)/", told)


def test_the_last_number_called_is_the_large_one_and_is_said_digit_by_digit(
    client, came, li, address
):
    first = came("张小明", stage=Stage.CONSULTATION)
    second = came("王芳", stage=Stage.CONSULTATION, minute=20)
    called(first, li, at=clock(9, 40))
    called(second, li, at=clock(9, 45))

    page = said(client, address)

    assert 'class="calling" aria-hidden="true"><b>002</b>' in page
    assert "零零二" in page
    assert "zero zero two" in page


def test_whoever_is_looked_after_is_called_no_more(client, came, li, address):
    visit = came("张小明", stage=Stage.CONSULTATION)
    called(visit, li)
    turns.take_up(visit.stage_entries.current().get(), by=li, at=clock(9, 55))

    assert "张*明" not in said(client, address)


def test_another_clinic_is_on_another_screen(client, came, hexi, qian):
    came("张小明")
    other = DisplayKey.make(hexi, by=qian, at=clock(8))

    assert "张*明" not in said(client, reverse("visits:display", args=[other]))


def test_a_revoked_key_and_a_guessed_one_open_nothing(client, address, dongyuan):
    DisplayKey.revoke(dongyuan, at=clock(9))

    assert client.get(address).status_code == 404
    assert client.get(reverse("visits:display", args=["guessed"])).status_code == 404
    stream = reverse("live_display", args=[address.split("/")[-2]])
    assert client.get(stream).status_code == 404


def test_the_page_is_kept_nowhere_and_tells_no_other_site_its_address(client, address):
    answer = client.get(address)

    assert answer["Cache-Control"] == "no-store"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert not answer.cookies


def test_a_full_waiting_room_costs_as_few_queries_as_an_empty_one(
    client, came, address, django_assert_max_num_queries
):
    for one in range(12):
        came(f"病人{one}", stage=Stage.CONSULTATION, minute=one)

    with django_assert_max_num_queries(MOST_QUERIES):
        page = said(client, address)

    assert page.count("<li>") == 3
