"""The published list: one price at a time, and every price there ever was."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from renxin.journal.models import Entry
from renxin.plans.models import PriceItem
from renxin.plans.refusals import PriceEndedAlready, PriceInThePast
from tests.cast import NOON, TODAY
from tests.renxin.plans.written import CROWN, published

TOMORROW = TODAY + timedelta(days=1)


def prices(clinic, day):
    return [one.price_fen for one in PriceItem.objects.at(clinic).on(day)]


def test_a_new_price_ends_the_one_before_and_keeps_it(crown, dongyuan, manager_gu):
    dearer = replace(CROWN, price_fen=400_000)

    published(dongyuan, manager_gu, dearer, on=TOMORROW)

    assert prices(dongyuan, TODAY) == [380_000]
    assert prices(dongyuan, TOMORROW) == [400_000]
    assert Entry.objects.filter(fact="plans.price_set").count() == 2


def test_a_price_corrected_on_its_first_day_leaves_one(crown, dongyuan, manager_gu):
    published(dongyuan, manager_gu, replace(CROWN, price_fen=360_000))

    assert prices(dongyuan, TODAY) == [360_000]
    assert PriceItem.objects.count() == 2


def test_a_price_set_before_a_planned_one_lasts_until_it(crown, dongyuan, manager_gu):
    next_week, month = TODAY + timedelta(days=7), TODAY + timedelta(days=30)
    published(dongyuan, manager_gu, replace(CROWN, price_fen=500_000), on=month)

    published(dongyuan, manager_gu, replace(CROWN, price_fen=450_000), on=next_week)

    assert prices(dongyuan, next_week) == [450_000]
    assert prices(dongyuan, month) == [500_000]


def test_what_was_published_is_not_changed_afterwards(crown, dongyuan, manager_gu):
    with pytest.raises(PriceInThePast):
        published(dongyuan, manager_gu, on=TODAY - timedelta(days=1))

    crown.price_fen = 1
    with pytest.raises(ProgrammingError), transaction.atomic():
        crown.save()
    with pytest.raises(ProgrammingError), transaction.atomic():
        crown.delete()


def test_the_database_lets_no_two_prices_stand_at_once(crown, dongyuan, manager_gu):
    twin = PriceItem(clinic=dongyuan, valid_from=TOMORROW, set_at=NOON)
    for name, value in vars(CROWN).items():
        setattr(twin, name, value)
    twin.set_by = manager_gu

    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save()


def test_no_price_is_below_nought(dongyuan, manager_gu):
    with pytest.raises(IntegrityError), transaction.atomic():
        published(dongyuan, manager_gu, replace(CROWN, price_fen=-1))


def test_each_clinic_has_its_own_price(crown, hexi, manager_gu):
    published(hexi, manager_gu, replace(CROWN, price_fen=300_000))

    assert prices(hexi, TODAY) == [300_000]


def test_a_price_ends_once(crown, manager_gu):
    crown.end(on=TOMORROW, by=manager_gu, at=NOON)

    assert prices(crown.clinic, TOMORROW) == []
    with pytest.raises(PriceEndedAlready):
        crown.end(on=TOMORROW, by=manager_gu, at=NOON)
    with pytest.raises(PriceInThePast):
        crown.end(on=TODAY - timedelta(days=1), by=manager_gu, at=NOON)


def test_whoever_works_elsewhere_does_not_see_it(crown, outsider_zhao, manager_gu):
    assert not PriceItem.objects.visible_to(outsider_zhao).exists()
    assert PriceItem.objects.visible_to(manager_gu).matching("D27").get() == crown
