from dataclasses import replace
from datetime import date, timedelta

import pytest

from renxin.booking.agreement import book
from renxin.booking.fitting import fitting
from renxin.booking.terms import Terms
from renxin.rosters.models import Shift
from renxin.rosters.spans import span
from renxin.staff.roles import Role
from tests.cast import NOON, employed
from tests.renxin.booking.conftest import at_work, clock

QUARTER = timedelta(minutes=15)


@pytest.fixture
def he(dongyuan):
    he = employed("he", "何静", Role.ASSISTANT, dongyuan)
    at_work(he, dongyuan, 3)
    return he


def names(choices):
    return [one.name for one in choices if one.is_free]


def test_whoever_is_booked_and_whatever_is_taken_is_not_free(
    terms, chen, second_chair, wang_fang
):
    book(wang_fang, terms, by=None, at=NOON)

    fit = fitting(terms.place, at=NOON)

    assert names(fit.doctors) == ["陈知夏"]
    assert names(fit.chairs) == ["2 号椅"]


def test_the_appointment_that_is_moved_is_not_in_its_own_way(terms, wang_fang):
    booked = book(wang_fang, terms, by=None, at=NOON)

    fit = fitting(terms.place, at=NOON, besides=booked.pk)

    assert names(fit.doctors) == ["李予安"]
    assert names(fit.chairs) == ["1 号椅"]


def test_what_a_request_held_is_free_as_soon_as_its_time_is_over(terms, wang_fang):
    until = NOON + QUARTER
    asked = replace(terms, held_until=until)
    book(wang_fang, asked, by=None, at=NOON)

    held = fitting(terms.place, at=until - timedelta(seconds=1))
    over = fitting(terms.place, at=until)

    assert (names(held.doctors), names(held.chairs)) == ([], [])
    assert (names(over.doctors), names(over.chairs)) == (["李予安"], ["1 号椅"])


def test_a_doctor_goes_on_to_the_next_patient_while_the_chair_is_cleaned(
    terms, place, second_chair, wang_fang, xiaodou
):
    right_after = replace(place, starts_at=clock(10, 40), chair=second_chair)
    book(wang_fang, Terms(place=right_after), by=None, at=NOON)

    fit = fitting(place, at=NOON)

    assert names(fit.doctors) == ["李予安"]
    assert names(fit.chairs) == ["1 号椅"]
    book(xiaodou, terms, by=None, at=NOON)


def test_an_assistant_is_there_to_get_ready_and_to_clear_up(place, he):
    first_thing = replace(place, starts_at=clock(8), preparation=QUARTER)
    last_thing = replace(place, starts_at=clock(17, 20))
    at_ten = replace(place, preparation=QUARTER)

    assert names(fitting(at_ten, at=NOON).assistants) == ["何静"]
    assert names(fitting(first_thing, at=NOON).assistants) == []
    assert names(fitting(last_thing, at=NOON).assistants) == []
    assert names(fitting(last_thing, at=NOON).doctors) == ["李予安"]


def test_a_night_shift_is_one_though_it_is_of_two_days(place, dongyuan, chen):
    Shift.objects.filter(staff=chen).delete()
    for first, last in [
        (clock(20), clock(0, day=4)),
        (clock(0, day=4), clock(6, day=4)),
    ]:
        Shift.objects.create(
            staff=chen, clinic=dongyuan, role=Role.DOCTOR, during=span(first, last)
        )
    after_midnight = replace(
        place, starts_at=clock(0, 10, day=4), preparation=2 * QUARTER, doctor=chen
    )
    before_midnight = replace(after_midnight, starts_at=clock(23, 20), cleanup=QUARTER)

    assert names(fitting(after_midnight, at=NOON).doctors) == ["陈知夏"]
    assert names(fitting(before_midnight, at=NOON).doctors) == ["陈知夏"]


def test_whoever_s_post_has_ended_is_not_among_the_choices(place, chen):
    chen.posts.update(until_on=date(2026, 3, 3))

    assert [one.name for one in fitting(place, at=NOON).doctors] == ["李予安"]
