from copy import copy
from dataclasses import replace
from datetime import date, timedelta

import pytest

from renxin.booking import agreement
from renxin.booking.kinds import How, Left
from renxin.booking.models import Service, WaitlistEntry
from renxin.booking.refusals import AlreadyComes, AlreadyWaits
from renxin.booking.twice import refuse_two_at_once, refuse_waiting_twice
from tests.cast import NOON
from tests.renxin.booking.conftest import clock


@pytest.fixture
def elsewhere(place, chen, second_chair):
    """The same time with other people in another room."""
    return replace(place, doctor=chen, chair=second_chair)


@pytest.fixture
def comes(wang_fang, terms):
    return agreement.book(wang_fang, terms, by=None, at=NOON)


@pytest.mark.parametrize("begins", [clock(9, 30), clock(10), clock(10, 39)])
def test_who_is_expected_then_cannot_be_expected_elsewhere(
    comes, wang_fang, elsewhere, begins
):
    with pytest.raises(AlreadyComes, match="03-03 10:00"):
        refuse_two_at_once(wang_fang, replace(elsewhere, starts_at=begins), at=NOON)


@pytest.mark.parametrize("begins", [clock(9, 20), clock(10, 40)])
def test_one_right_before_or_after_the_other_is_fine(
    comes, wang_fang, elsewhere, begins
):
    refuse_two_at_once(wang_fang, replace(elsewhere, starts_at=begins), at=NOON)


def test_others_and_the_appointment_itself_are_not_in_the_way(
    comes, wang_fang, xiaodou, elsewhere
):
    refuse_two_at_once(xiaodou, elsewhere, at=NOON)
    refuse_two_at_once(wang_fang, elsewhere, at=NOON, besides=comes.pk)


def test_what_was_called_off_or_has_lapsed_is_not_in_the_way(
    wang_fang, terms, elsewhere
):
    held = replace(terms, held_until=NOON + timedelta(minutes=10))
    agreement.book(wang_fang, held, by=None, at=NOON)
    later = NOON + timedelta(minutes=10)
    refuse_two_at_once(wang_fang, elsewhere, at=later)

    booked = agreement.book(wang_fang, terms, by=None, at=later)
    booked.cancel(how=How.CANCELLED_BY_PATIENT, by=None, at=later)
    refuse_two_at_once(wang_fang, elsewhere, at=later)


@pytest.fixture
def wish(wang_fang, dongyuan, filling):
    return WaitlistEntry(
        patient=wang_fang,
        clinic=dongyuan,
        service=filling,
        first_on=date(2026, 3, 3),
        last_on=date(2026, 3, 17),
        weekdays=[0, 1, 2, 3, 4],
        through="DESK",
    )


def test_nobody_stands_on_the_list_twice_for_the_same(wish):
    refuse_waiting_twice(wish)
    WaitlistEntry.add(copy(wish), by=None, at=NOON)

    with pytest.raises(AlreadyWaits, match="王芳"):
        refuse_waiting_twice(wish)


def test_for_something_else_or_afterwards_they_may_wait(wish):
    first = copy(wish)
    WaitlistEntry.add(first, by=None, at=NOON)

    wish.service = Service.objects.create(code="check", name="检查", minutes=15)
    refuse_waiting_twice(wish)

    wish.service = first.service
    first.leave(Left.WITHDREW, by=None, at=NOON)
    refuse_waiting_twice(wish)
