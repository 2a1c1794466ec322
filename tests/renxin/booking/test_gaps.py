from urllib.parse import parse_qs

import pytest

from renxin.booking import gaps
from renxin.booking.asking.asked import House
from renxin.booking.asking.reading import read
from tests.cast import NOON, TODAY
from tests.renxin.booking.conftest import at_work


@pytest.fixture
def house(dongyuan, li, chen, first_chair, second_chair, filling):
    return House(clinic=dongyuan, doctors=[li, chen], services=[filling])


def found(typed, house, most=6):
    return gaps.found(read(typed, house, today=TODAY), at=NOON, most=most)


def times(offers):
    return [
        f"{offer.place.starts_at:%d %H:%M} {offer.place.doctor.username}"
        for offer in offers
    ]


def test_a_doctor_who_is_free_all_day_does_not_fill_the_list(house):
    offers = found("补牙", house)

    assert times(offers) == [
        *("03 08:00 li", "03 08:00 chen", "03 12:00 li", "03 12:00 chen"),
        *("04 08:00 li", "04 08:00 chen"),
    ]


def test_the_named_come_first_where_others_will_do(house, chen):
    offers = found("最好陈知夏 30 分钟", house, most=3)

    assert {offer.place.doctor for offer in offers} == {chen}
    assert all(offer.is_with_the_named for offer in offers)


def test_the_list_goes_on_to_later_weeks_when_the_first_days_are_few(house, li):
    at_work(li, house.clinic, 10)

    offers = found("李予安 30 分钟", house, most=8)

    assert times(offers)[-2:] == ["10 08:00 li", "10 12:00 li"]


def test_what_cannot_be_is_not_looked_for(house, django_assert_num_queries):
    asking = read("下周三 周五前", house, today=TODAY)

    with django_assert_num_queries(0):
        assert gaps.found(asking, at=NOON) == []


def test_a_place_on_the_waiting_list_begins_with_what_was_asked(house, filling, li):
    asking = read("补牙 李予安 下午 周五前 疼", house, today=TODAY)

    begun = parse_qs(gaps.waiting(asking, patient=7, instead_of=None))

    assert begun["service"] == [str(filling.pk)]
    assert begun["who"] == [f"doctor-{li.pk}"]
    assert begun["last_on"] == ["2026-03-05"]
    assert (begun["not_before"], begun["not_after"]) == (["12:00"], ["18:00"])
    assert begun["hurts"] == ["on"]
    assert begun["patient"] == ["7"]
    assert "instead_of" not in begun
