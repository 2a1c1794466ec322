import pytest

from pulse.models import Band
from renxin.booking import confirming
from renxin.booking.kinds import Way
from renxin.scorecard.lake.refresh import refresh
from renxin.scorecard.models import NoShowModel
from renxin.scorecard.tomorrow.outlook import one_of, outlook
from tests.cast import NOON, TODAY
from tests.renxin.scorecard import booked_before


@pytest.fixture
def three(dongyuan, book):
    """At noon: who comes and booked lately, who misses often, and who is restricted."""
    type(book[6]).objects.filter(pk=book[6].pk).update(restricted_at=NOON)
    return [
        booked_before.tomorrow(dongyuan, book[who], NOON, lead=lead)
        for who, lead in ((1, 2), (0, 40), (6, 40))
    ]


def pks(told):
    return [row.appointment.pk for row in told.rows]


def test_whom_a_call_helps_most_comes_first_under_words_and_no_percentages(
    three, model, dongyuan
):
    refresh(at=NOON)

    told = outlook(dongyuan, at=NOON)

    assert pks(told) == [three[1].pk, three[0].pk]
    assert [group.band for group in told.groups()] == [Band.OFTEN, Band.SELDOM]
    assert told.groups()[0].held.whole > 0
    assert told.restricted == 1


def test_whoever_booked_since_the_facts_were_gathered_comes_last(
    three, model, dongyuan, book
):
    refresh(at=NOON)
    since = booked_before.tomorrow(dongyuan, book[3], NOON, lead=0)

    told = outlook(dongyuan, at=NOON)

    assert pks(told)[-1] == since.pk
    assert told.groups()[-1].band is None
    assert told.halves()[0].unknown == 1


@pytest.mark.parametrize("doubt", ["few", "guessing", "off"])
def test_a_doubted_model_is_not_looked_at_not_even_for_the_order(
    three, model, dongyuan, doubt
):
    NoShowModel.objects.create(
        at=NOON, until_on=TODAY, told=model.told, tried=model.tried, doubt=doubt
    )
    refresh(at=NOON)

    told = outlook(dongyuan, at=NOON)

    assert not told.is_foretold
    assert pks(told) == sorted(pks(told))
    assert all(row.foretold is None and row.band is None for row in told.rows)


def test_before_anything_was_learned_it_is_in_the_order_of_time(three, dongyuan):
    told = outlook(dongyuan, at=NOON)

    assert (told.model, told.trust, told.is_foretold) == (None, None, False)
    assert len(told.rows) == 2


def test_who_confirmed_or_is_to_be_called_needs_no_key(
    three, model, dongyuan, greeter_lin
):
    three[0].confirm(way=Way.PHONE, by=None, at=NOON)
    confirming.promise_call(three[1], by=greeter_lin, at=NOON)

    told = {row.appointment.pk: row for row in outlook(dongyuan, at=NOON).rows}

    assert told[three[0].pk].is_confirmed
    assert told[three[1].pk].call.kind == "CONFIRM"
    assert not any(row.may_be_called for row in told.values())


def test_one_of_the_list_is_found_and_nobody_else(three, model, dongyuan, hexi):
    assert one_of(dongyuan, three[0].pk, at=NOON).appointment == three[0]
    assert one_of(dongyuan, three[2].pk, at=NOON) is None
    assert one_of(hexi, three[0].pk, at=NOON) is None
