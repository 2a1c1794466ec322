from dataclasses import replace
from datetime import date, time

import pytest

from renxin.booking.agreement import book
from renxin.booking.kinds import How
from renxin.booking.models import (
    Appointment,
    Occupation,
    Series,
    WaitlistEntry,
    WaitlistOffer,
)
from renxin.booking.refusals import AlreadyComes, Taken
from renxin.booking.several import (
    book_series,
    book_together,
    one_coming,
    sittings,
    swap,
)
from renxin.booking.terms import Terms
from renxin.booking.wish import Wish
from tests.cast import NOON
from tests.renxin.booking.conftest import at_work, clock


@pytest.fixture
def wish(dongyuan, li, first_chair, filling):
    at_work(li, dongyuan, 10, 11, 17)
    return Wish.of(
        filling,
        clinic=dongyuan,
        first_day=date(2026, 3, 3),
        last_day=date(2026, 3, 31),
        doctors=(li,),
    )


def test_sittings_fall_on_the_same_hour_each_week(terms, wish):
    offers = sittings(terms.place, wish, every_days=7, times=3, at=NOON)

    starts = [offer.place.starts_at for offer in offers]
    assert starts == [clock(10, day=10), clock(10, day=17)]


def test_a_sitting_moves_to_the_nearest_time_that_is_free(
    terms, wish, xiaodou, filling
):
    week_later = replace(terms.place, starts_at=clock(9, 50, day=10), minutes=60)
    book(xiaodou, replace(terms, place=week_later), by=None, at=NOON)

    (offer,) = sittings(terms.place, wish, every_days=7, times=2, at=NOON)

    assert offer.place.starts_at in {clock(9, day=10), clock(11, day=10)}


def test_a_sitting_for_which_nothing_is_free_is_said_to_have_none(terms, wish):
    offers = sittings(terms.place, wish, every_days=7, times=5, at=NOON)

    assert [offer is None for offer in offers] == [False, False, True, True]


def test_a_series_is_booked_whole_or_not_at_all(wang_fang, xiaodou, terms, filling):
    second = replace(terms.place, starts_at=clock(10, day=4))
    book(xiaodou, replace(terms, place=second), by=None, at=NOON)

    with pytest.raises(Taken):
        book_series(
            wang_fang, [terms.place, second], filling, what="根管", by=None, at=NOON
        )

    assert not Series.objects.exists()
    assert Appointment.objects.count() == 1


def test_the_rest_of_a_series_is_cancelled_together(wang_fang, terms, filling):
    places = [terms.place, replace(terms.place, starts_at=clock(10, day=4))]
    series = book_series(wang_fang, places, filling, what="根管", by=None, at=NOON)

    ended = series.cancel_the_rest(how=How.CANCELLED_BY_PATIENT, by=None, at=clock(11))

    assert ended == 1
    assert Occupation.objects.count() == 2


def test_two_services_of_one_coming_follow_each_other(
    wang_fang, wish, chen, second_chair, filling
):
    other = replace(wish, doctors=(chen,), minutes=20, not_before=time(8))

    chain = one_coming([wish, other], at=NOON)
    parts = [Terms(place=offer.place, service=filling) for offer in chain]
    first, second = book_together(wang_fang, parts, by=None, at=NOON)

    assert first.ends_at <= second.starts_at
    assert second.coming == first


def test_the_second_service_never_comes_before_the_first(
    terms, wish, chen, second_chair
):
    late = replace(wish, not_before=time(14))
    any_time = replace(wish, doctors=(chen,), minutes=20)

    first, second = one_coming([late, any_time], at=NOON)

    assert first.place.ends_at <= second.place.starts_at


def test_a_coming_without_a_free_second_part_is_not_offered(wish, chen):
    at_night = replace(wish, doctors=(chen,), not_before=time(20))

    assert one_coming([wish, at_night], at=NOON) == []


def test_two_patients_swap_their_places(
    wang_fang, xiaodou, terms, chen, second_chair, filling
):
    ours = book(wang_fang, terms, by=None, at=NOON)
    there = replace(terms.place, starts_at=clock(14), doctor=chen, chair=second_chair)
    theirs = book(xiaodou, replace(terms, place=there), by=None, at=NOON)

    swap(ours, theirs, by=None, at=NOON)

    assert (ours.starts_at, ours.doctor) == (clock(14), chen)
    assert theirs.starts_at == clock(10)
    assert Occupation.objects.count() == 4


@pytest.fixture
def one_after_the_other(wang_fang, terms, chen, second_chair):
    """The same patient, first shortly with Chen, then for an hour with Li."""
    shortly = replace(terms.place, minutes=20, doctor=chen, chair=second_chair)
    for_an_hour = replace(terms.place, starts_at=clock(10, 20), minutes=60)
    return [
        book(wang_fang, replace(terms, place=place), by=None, at=NOON)
        for place in (shortly, for_an_hour)
    ]


def test_one_patient_changes_the_order_of_their_own_two(
    wang_fang, terms, chen, second_chair
):
    there = replace(terms.place, starts_at=clock(14), doctor=chen, chair=second_chair)
    one = book(wang_fang, terms, by=None, at=NOON)
    other = book(wang_fang, replace(terms, place=there), by=None, at=NOON)

    swap(one, other, by=None, at=NOON)

    assert (one.starts_at, other.starts_at) == (clock(14), clock(10))


def test_a_swap_that_would_have_one_patient_in_two_places_is_refused(
    one_after_the_other,
):
    with pytest.raises(AlreadyComes, match="03-03 10:20"):
        swap(*one_after_the_other, by=None, at=NOON)

    stands = Appointment.objects.order_by("pk").values_list("starts_at", flat=True)
    assert list(stands) == [clock(10), clock(10, 20)]


def test_the_sittings_of_a_series_are_not_at_once(
    wang_fang, terms, chen, second_chair, filling
):
    meanwhile = replace(terms.place, doctor=chen, chair=second_chair)
    places = [terms.place, replace(meanwhile, starts_at=clock(10, 30))]

    with pytest.raises(AlreadyComes):
        book_series(wang_fang, places, filling, what="根管", by=None, at=NOON)

    assert not Series.objects.exists()
    assert not Appointment.objects.exists()


def test_the_services_of_one_coming_are_not_at_once(
    wang_fang, terms, chen, second_chair
):
    meanwhile = replace(terms.place, doctor=chen, chair=second_chair)

    with pytest.raises(AlreadyComes):
        book_together(
            wang_fang, [terms, replace(terms, place=meanwhile)], by=None, at=NOON
        )

    assert not Appointment.objects.exists()


def test_nobody_is_offered_a_place_that_only_changes_hands(
    wang_fang, xiaodou, terms, chen, second_chair
):
    whole_day = replace(terms.place, starts_at=clock(8), minutes=590)
    there = replace(whole_day, doctor=chen, chair=second_chair)
    ours = book(wang_fang, replace(terms, place=whole_day), by=None, at=NOON)
    theirs = book(xiaodou, replace(terms, place=there), by=None, at=NOON)
    waits = WaitlistEntry(
        patient=xiaodou,
        clinic=terms.place.clinic,
        service=terms.service,
        first_on=date(2026, 3, 3),
        last_on=date(2026, 3, 3),
        weekdays=list(range(7)),
    )
    WaitlistEntry.add(waits, by=None, at=NOON)

    swap(ours, theirs, by=None, at=NOON)

    assert not WaitlistOffer.objects.exists()


def test_a_swap_that_does_not_fit_leaves_both_where_they_were(
    wang_fang, xiaodou, terms, chen, second_chair
):
    long = replace(terms.place, starts_at=clock(16, 30), minutes=80)
    ours = book(wang_fang, replace(terms, place=long), by=None, at=NOON)
    short = replace(
        terms.place,
        starts_at=clock(17, 30),
        minutes=20,
        doctor=chen,
        chair=second_chair,
    )
    theirs = book(xiaodou, replace(terms, place=short), by=None, at=NOON)

    with pytest.raises(Exception, match="does not work"):
        swap(ours, theirs, by=None, at=NOON)

    assert Appointment.objects.get(pk=ours.pk).starts_at == clock(16, 30)
    assert Occupation.objects.filter(appointment=theirs).count() == 2
