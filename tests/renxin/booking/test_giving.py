from dataclasses import replace
from datetime import timedelta

import pytest

from renxin.booking import giving, waitlist
from renxin.booking.kinds import Through
from renxin.booking.models import WaitlistEntry, WaitlistOffer
from renxin.booking.openings import search
from renxin.booking.refusals import NotWaiting, Taken
from renxin.booking.wanted import place_of, wish_of
from renxin.journal.models import Entry
from tests.cast import NOON
from tests.renxin.booking.conftest import clock
from tests.renxin.booking.test_waitlist import cancelled, full_day, queue

__all__ = ["full_day", "queue"]


def fitting(entry, day=4):
    (offer,) = search(wish_of(entry, clock(9, day=day).date()), at=NOON, enough=1)
    return offer.place


def test_a_place_given_on_the_phone_is_booked_by_whoever_spoke(
    queue, li, first_chair, greeter_lin
):
    place = fitting(queue[0])

    appointment = giving.give(queue[0], place, by=greeter_lin, at=NOON)

    assert appointment.starts_at == place.starts_at
    assert appointment.through == Through.WAITLIST
    assert appointment.booked_by == greeter_lin
    assert set(WaitlistEntry.objects.waiting()) == {queue[1], queue[2]}


def test_nobody_is_written_to_about_a_place_they_have_just_taken(
    queue, li, first_chair, greeter_lin
):
    giving.give(queue[0], fitting(queue[0]), by=greeter_lin, at=NOON)

    assert not Entry.objects.filter(fact="booking.place_offered").exists()


def test_what_was_offered_to_them_elsewhere_goes_to_the_next(
    full_day, queue, greeter_lin
):
    (offer,) = cancelled(full_day)

    giving.give(queue[2], fitting(queue[2]), by=greeter_lin, at=NOON)

    offer.refresh_from_db()
    assert offer.answer == "NO"
    assert WaitlistOffer.objects.open().get().entry == queue[0]


def test_the_very_place_they_were_asked_about_is_accepted(full_day, queue, greeter_lin):
    (offer,) = cancelled(full_day)
    place = fitting(queue[2], day=3)

    giving.give(queue[2], place, by=greeter_lin, at=NOON)

    offer.refresh_from_db()
    assert offer.answer == "YES"


def test_an_offer_they_let_lapse_does_not_stand_in_the_way(
    full_day, queue, greeter_lin
):
    (offer,) = cancelled(full_day)
    place = fitting(queue[2])

    giving.give(queue[2], place, by=greeter_lin, at=offer.until)

    offer.refresh_from_db()
    assert offer.answer == "LAPSED"


def test_a_place_within_the_hour_can_still_be_given_at_the_desk(
    queue, li, first_chair, greeter_lin
):
    place = fitting(queue[0], day=3)

    appointment = giving.give(
        queue[0], place, by=greeter_lin, at=place.starts_at - timedelta(minutes=5)
    )

    assert appointment.starts_at == place.starts_at


def test_whoever_waits_no_more_is_given_nothing(queue, li, first_chair, greeter_lin):
    place = fitting(queue[0])
    queue[0].leave("WITHDREW", by=None, at=NOON)

    with pytest.raises(NotWaiting):
        giving.give(queue[0], place, by=greeter_lin, at=NOON)


def test_a_place_somebody_else_took_is_refused_and_they_wait_on(
    queue, li, first_chair, greeter_lin
):
    place = fitting(queue[0])
    giving.give(queue[1], place, by=greeter_lin, at=NOON)

    with pytest.raises(Taken):
        giving.give(queue[0], place, by=greeter_lin, at=NOON)

    assert queue[0] in WaitlistEntry.objects.waiting()


def test_who_has_a_place_says_yes_to_no_other(full_day, queue, greeter_lin):
    (offer,) = cancelled(full_day)
    giving.give(queue[2], fitting(queue[2]), by=greeter_lin, at=NOON)

    with pytest.raises(NotWaiting):
        waitlist.accept(offer, by=None, at=NOON)


def test_nobody_hears_of_a_place_that_is_just_being_given_away(
    full_day, queue, greeter_lin
):
    (offer,) = cancelled(full_day)
    soon = replace(place_of(offer), starts_at=clock(10, 5))

    giving.give(queue[2], soon, by=greeter_lin, at=NOON)

    assert not WaitlistOffer.objects.open().exists()
