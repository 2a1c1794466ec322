import pytest

from renxin.scorecard import pieces
from renxin.scorecard.lake.refresh import refresh
from renxin.scorecard.tomorrow import chances
from tests.cast import NOON, TODAY
from tests.renxin.scorecard import booked_before


@pytest.fixture
def two(dongyuan, book):
    """One who misses often and booked long ago; one who comes and booked last week."""
    return [
        booked_before.tomorrow(dongyuan, book[0], NOON, lead=40),
        booked_before.tomorrow(dongyuan, book[1], NOON, lead=5),
    ]


def test_whoever_misses_often_and_booked_long_ago_is_likelier_to_be_missed(two, model):
    told = chances.read(refresh(at=NOON), model, on=TODAY)

    often, seldom = (told[one.pk] for one in two)
    assert often.chance > 2 * seldom.chance
    assert {reason.feature for reason in often.reasons} >= {"lead", "earlier"}
    assert all(reason.words("zh") for reason in often.reasons)


def test_restricted_people_have_no_chance_told(two, model, book):
    type(book[0]).objects.filter(pk=book[0].pk).update(restricted_at=NOON)

    told = chances.read(refresh(at=NOON), model, on=TODAY)

    assert set(told) == {two[1].pk}


def test_a_larger_lake_waits_for_the_worker(two, model, monkeypatch):
    lake = refresh(at=NOON)
    monkeypatch.setattr(pieces, "AT_ONCE", 0)

    assert chances.read(lake, model, on=TODAY) is None

    chances.keep(lake.folder, on=TODAY)
    assert len(chances.read(lake, model, on=TODAY)) == 2


def test_a_model_of_a_later_day_is_not_asked_about_an_earlier_one(two, model):
    lake = refresh(at=NOON)

    assert chances.read(lake, model, on=TODAY.replace(day=1)) == chances.read(
        lake, model, on=TODAY
    )
