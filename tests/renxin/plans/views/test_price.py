"""The published list: set by the manager, read by anybody."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from renxin.plans.models import PriceItem
from tests.cast import TODAY
from tests.renxin.plans.written import CROWN, published

PRICES, NEW = reverse("plans:prices"), reverse("plans:price_new")
WALL = reverse("plans:wall", args=["dongyuan"])


def typed(**more):
    asked = {
        "code": "D1110",
        "name": "洁牙",
        "content": "全口龈上洁治",
        "unit": "次",
        "price": "198.50",
        "kind": "MARKET",
        "conditions": "",
        "from_day": TODAY.isoformat(),
    }
    return asked | more


def test_the_manager_publishes_a_price(managing, dongyuan):
    assert managing.get(NEW).status_code == 200
    assert managing.post(NEW, typed()).status_code == 302

    price = PriceItem.objects.get()
    assert (price.clinic, price.price_fen) == (dongyuan, 19_850)


@pytest.mark.parametrize(
    "wrong",
    [
        {"price": "-1"},
        {"price": ""},
        {"code": "D 1110"},
        {"kind": "SECRET"},
        {"from_day": "2026-03-01"},
        {"from_day": "soon"},
        {"from_day": "9999-12-31"},
    ],
)
def test_what_cannot_be_a_price_is_refused(managing, wrong):
    assert managing.post(NEW, typed(**wrong)).status_code == 422
    assert not PriceItem.objects.exists()


def test_a_new_price_leaves_the_old_one_to_be_read(managing, crown):
    there = reverse("plans:price", args=[crown.pk])
    tomorrow = (TODAY + timedelta(days=1)).isoformat()
    assert "3800.00" in managing.get(there).content.decode()

    managing.post(there, typed(price="4000", from_day=tomorrow, code="OTHER"))

    def listed(day):
        return managing.get(f"{PRICES}?day={day}").content.decode()

    assert "¥3,800" in listed(TODAY)
    assert "¥4,000" in listed(tomorrow)
    # The code of a line is not changed with its price.
    assert not PriceItem.objects.filter(code="OTHER").exists()


def test_a_line_ends_today(managing, crown):
    there = reverse("plans:price_end", args=[crown.pk])

    assert managing.post(there).status_code == 302
    assert managing.post(there).status_code == 422
    assert "全瓷冠" not in managing.get(PRICES).content.decode()


@pytest.mark.parametrize("asked", ["q=D27", "q=瓷", "day=nonsense", "day=2026-02-31"])
def test_the_list_is_searched_and_read_as_of_a_day(front_desk, crown, asked):
    page = front_desk.get(f"{PRICES}?{asked}").content.decode()

    assert "全瓷冠" in page
    assert "Publish a price" not in page


def test_only_whoever_sets_prices_sets_them(front_desk, crown):
    assert front_desk.post(NEW, typed()).status_code == 403
    there = reverse("plans:price", args=[crown.pk])
    assert front_desk.post(there, typed()).status_code == 403


def test_anybody_reads_the_list_of_a_clinic_without_signing_in(crown):
    answer = Client().get(WALL)

    assert "全瓷冠" in answer.content.decode()
    assert "¥3,800" in answer.content.decode()
    assert "max-age" in answer["Cache-Control"]
    assert not answer.cookies


def test_nothing_that_is_over_or_of_another_clinic_hangs_there(crown, hexi, manager_gu):
    published(hexi, manager_gu)
    crown.end(on=TODAY, by=manager_gu, at=crown.set_at)

    assert "全瓷冠" not in Client().get(WALL).content.decode()
    assert Client().get(reverse("plans:wall", args=["nowhere"])).status_code == 404


def test_a_long_list_is_read_in_few_statements(
    dongyuan, manager_gu, django_assert_max_num_queries
):
    for n in range(20):
        price = vars(CROWN) | {"code": f"D{n}"}
        published(dongyuan, manager_gu, type(CROWN)(**price))

    with django_assert_max_num_queries(3):
        Client().get(WALL)
