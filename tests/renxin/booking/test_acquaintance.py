from dataclasses import replace

import pytest

from renxin.booking.acquaintance import acquaintance
from renxin.booking.agreement import book
from renxin.patients.models import DoctorOfRecord
from tests.cast import NOON
from tests.renxin.booking.conftest import clock


@pytest.fixture
def seen(terms):
    """They came at that hour of Tuesday, and saw that doctor."""

    def come(patient, doctor, hour):
        place = replace(terms.place, starts_at=clock(hour), doctor=doctor)
        booked = book(patient, replace(terms, place=place), by=None, at=NOON)
        booked.arrive(door="DESK", by=None, at=clock(hour))

    return come


def test_whom_they_see_most_is_their_own_and_the_latest_was_the_last(
    wang_fang, seen, li, chen
):
    for hour, doctor in ((8, li), (10, li), (12, chen)):
        seen(wang_fang, doctor, hour)

    known = acquaintance(wang_fang, at=clock(18))

    assert (known.own, known.last) == (li, chen)


def test_of_two_seen_as_often_the_latest_is_their_own(wang_fang, seen, li, chen):
    seen(wang_fang, li, 8)
    seen(wang_fang, chen, 10)

    assert acquaintance(wang_fang, at=clock(18)).own == chen


def test_who_has_only_booked_knows_nobody_yet(wang_fang, terms):
    book(wang_fang, terms, by=None, at=NOON)

    known = acquaintance(wang_fang, at=clock(18))

    assert (known.own, known.last) == (None, None)


def test_whom_they_chose_is_their_own_whomever_they_saw(wang_fang, seen, li, chen):
    seen(wang_fang, li, 8)
    DoctorOfRecord.choose(wang_fang, chen, by=None, at=NOON)

    known = acquaintance(wang_fang, at=clock(18))

    assert (known.own, known.last) == (chen, li)
