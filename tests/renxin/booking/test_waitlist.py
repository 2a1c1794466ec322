import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from django.db import connection

from renxin.booking import offering, waitlist
from renxin.booking.agreement import book, move
from renxin.booking.kinds import How, Through
from renxin.booking.models import Appointment, WaitlistEntry, WaitlistOffer
from renxin.booking.refusals import AlreadyComes, NotWaiting, OfferOver
from renxin.booking.requests import lapse as lapse_requests
from renxin.booking.terms import Terms
from renxin.booking.wanted import place_of
from renxin.desk.refusal import Refusal
from renxin.journal.models import Entry
from renxin.rosters.spans import span
from tests.cast import NOON, enrolled
from tests.renxin.booking.conftest import clock

# All of Tuesday is taken but for what a test gives back.
FULL = [(8, 120), (10, 40), (10 + 50 / 60, 420)]


@pytest.fixture
def queue(dongyuan, filling):
    """Three who wait, in the order in which they asked; the last is in pain."""

    def waits(name, **asked):
        return WaitlistEntry(
            patient=enrolled(dongyuan, name, name),
            clinic=dongyuan,
            service=filling,
            through=Through.DESK,
            first_on=date(2026, 3, 3),
            last_on=date(2026, 3, 6),
            weekdays=list(range(7)),
            **asked,
        )

    entries = [waits("先来"), waits("后到"), waits("疼痛", hurts=True)]
    for minutes, entry in enumerate(entries):
        WaitlistEntry.add(entry, by=None, at=NOON + timedelta(minutes=minutes))
    return entries


@pytest.fixture
def full_day(wang_fang, terms):
    """Tuesday with Li in the only chair, taken to the minute; ten o'clock is ours."""
    ours = book(wang_fang, terms, by=None, at=NOON)
    for hour, minutes in ((8, 110), (11, 410)):
        place = replace(terms.place, starts_at=clock(hour), minutes=minutes)
        book(wang_fang, replace(terms, place=place), by=None, at=NOON)
    return ours


def cancelled(appointment, at=NOON):
    appointment.cancel(how=How.CANCELLED_BY_PATIENT, by=None, at=at)
    return WaitlistOffer.objects.open()


def test_a_cancelled_place_is_offered_to_who_is_in_pain(full_day, queue):
    (offer,) = cancelled(full_day)

    assert offer.entry == queue[2]
    assert offer.starts_at == clock(10)
    assert offer.until == NOON + timedelta(minutes=30)
    assert Entry.objects.filter(fact="booking.place_offered").count() == 1


def test_a_place_moved_away_from_is_offered_too(full_day, queue, terms):
    there = replace(terms, place=replace(terms.place, starts_at=clock(9, day=4)))

    move(full_day, there, by=None, at=NOON)

    assert WaitlistOffer.objects.get().starts_at == clock(10)


def test_a_request_that_lapses_is_offered_too(wang_fang, queue, terms):
    held = replace(terms, held_until=NOON + timedelta(minutes=5))
    book(wang_fang, held, by=None, at=NOON)

    ended = lapse_requests(at=NOON + timedelta(minutes=5))
    again = lapse_requests(at=NOON + timedelta(minutes=5))

    assert (ended, again) == (1, 0)
    assert WaitlistOffer.objects.get().entry == queue[2]


def test_a_no_hands_it_to_the_next_in_order(full_day, queue):
    (offer,) = cancelled(full_day)

    waitlist.decline(offer, by=None, at=NOON)

    assert WaitlistOffer.objects.open().get().entry == queue[0]
    assert WaitlistEntry.objects.waiting().count() == 3


def test_no_answer_in_time_hands_it_on_once(full_day, queue):
    (offer,) = cancelled(full_day)

    lapsed = [waitlist.lapse(at=offer.until) for _twice in range(2)]

    assert lapsed == [1, 0]
    assert WaitlistOffer.objects.open().get().entry == queue[0]


def test_a_yes_books_it_by_the_same_door(full_day, queue):
    (offer,) = cancelled(full_day)

    appointment = waitlist.accept(offer, by=None, at=NOON)

    assert appointment.through == Through.WAITLIST
    assert appointment.starts_at == clock(10)
    assert appointment.occupations.count() == 2
    assert list(WaitlistEntry.objects.waiting()) == queue[:2]


def test_a_yes_after_the_time_is_too_late(full_day, queue):
    (offer,) = cancelled(full_day)

    with pytest.raises(OfferOver):
        waitlist.accept(offer, by=None, at=offer.until)


def test_whoever_left_the_list_is_not_booked_from_it(full_day, queue):
    (offer,) = cancelled(full_day)
    queue[2].leave("WITHDREW", by=None, at=NOON)

    with pytest.raises(NotWaiting):
        waitlist.accept(offer, by=None, at=NOON)


def test_what_was_offered_to_who_leaves_goes_to_the_next_at_once(full_day, queue):
    (offer,) = cancelled(full_day)

    queue[2].leave("WITHDREW", by=None, at=NOON)

    offer.refresh_from_db()
    assert offer.answer == "NO"
    assert WaitlistOffer.objects.open().get().entry == queue[0]


def test_a_place_freed_until_midnight_is_offered_too(queue, li, first_chair, dongyuan):
    freed = span(clock(10), clock(0, day=4))

    (offer,) = offering.fill(dongyuan, freed, at=NOON)

    assert offer.starts_at == clock(10)


@pytest.mark.django_db(transaction=True)
def test_a_yes_and_a_move_of_what_it_gives_up_never_wait_in_a_ring(
    full_day, queue, terms
):
    later = replace(terms, place=replace(terms.place, starts_at=clock(9, day=5)))
    theirs = book(queue[2].patient, later, by=None, at=NOON)
    WaitlistEntry.objects.filter(pk=queue[2].pk).update(instead_of=theirs)
    (offer,) = cancelled(full_day)
    there = replace(terms, place=replace(terms.place, starts_at=clock(11, day=5)))
    ready = threading.Barrier(2)

    def act(verb):
        ready.wait()
        try:
            return verb()
        except Refusal as refusal:
            return refusal
        finally:
            connection.close()

    verbs = (
        lambda: waitlist.accept(offer, by=None, at=NOON),
        lambda: move(theirs, there, by=None, at=NOON),
    )
    with ThreadPoolExecutor(2) as people:
        accepted, _moved = people.map(act, verbs)

    assert isinstance(accepted, Appointment)
    assert Appointment.objects.get(pk=theirs.pk).outcome.kind == "CANCELLED_BY_PATIENT"


def test_an_earlier_place_gives_the_later_one_back(full_day, queue, terms):
    later = replace(terms, place=replace(terms.place, starts_at=clock(9, day=5)))
    theirs = book(queue[2].patient, later, by=None, at=NOON)
    WaitlistEntry.objects.filter(pk=queue[2].pk).update(instead_of=theirs)
    (offer,) = cancelled(full_day)

    waitlist.accept(offer, by=None, at=NOON)

    theirs.refresh_from_db()
    assert theirs.outcome.kind == How.CANCELLED_BY_PATIENT


def test_an_earlier_place_may_reach_into_the_time_it_gives_back(
    full_day, queue, terms, chen, second_chair
):
    nearly = replace(
        terms.place, starts_at=clock(10, 20), doctor=chen, chair=second_chair
    )
    theirs = book(queue[2].patient, replace(terms, place=nearly), by=None, at=NOON)
    WaitlistEntry.objects.filter(pk=queue[2].pk).update(instead_of=theirs)
    (offer,) = cancelled(full_day)

    sooner = waitlist.accept(offer, by=None, at=NOON)

    assert sooner.starts_at == clock(10)
    assert theirs.outcome.kind == "CANCELLED_BY_PATIENT"


def test_whoever_is_expected_elsewhere_by_then_waits_on(
    full_day, queue, terms, chen, second_chair
):
    (offer,) = cancelled(full_day)
    meanwhile = replace(terms.place, doctor=chen, chair=second_chair)
    book(queue[2].patient, replace(terms, place=meanwhile), by=None, at=NOON)

    with pytest.raises(AlreadyComes, match="疼痛 has another appointment then"):
        waitlist.accept(offer, by=None, at=NOON)

    assert queue[2] in WaitlistEntry.objects.waiting()


def test_a_place_that_begins_within_the_hour_is_left_to_the_desk(full_day, queue):
    assert not cancelled(full_day, at=clock(9, 15))


def test_nobody_hears_of_a_place_at_night(full_day, queue):
    assert not cancelled(full_day, at=clock(23, day=2))


def test_only_those_whose_wish_it_fits_are_asked(full_day, queue, chen):
    wednesdays = {"weekdays": [2], "hurts": True}
    WaitlistEntry.objects.filter(pk=queue[2].pk).update(**wednesdays)
    WaitlistEntry.objects.filter(pk=queue[0].pk).update(not_before=time(14))

    (offer,) = cancelled(full_day)

    assert offer.entry == queue[1]


def test_several_may_be_asked_abreast_and_the_first_yes_wins(
    full_day, queue, monkeypatch
):
    three = replace(offering.policy.waiting(), abreast=3)
    monkeypatch.setattr(offering.policy, "waiting", lambda: three)
    first, second, third = cancelled(full_day).order_by("pk")

    waitlist.accept(second, by=None, at=NOON)

    with pytest.raises(OfferOver):
        waitlist.accept(first, by=None, at=NOON)
    third.refresh_from_db()
    assert third.answer == "GONE"
    assert WaitlistEntry.objects.waiting().count() == 2


def test_a_place_the_desk_gave_away_is_asked_about_no_longer(
    full_day, queue, dongyuan, filling
):
    (offer,) = cancelled(full_day)
    quicker = enrolled(dongyuan, "K9", "沈小楼")
    place = replace(place_of(offer), starts_at=offer.starts_at + timedelta(minutes=10))

    book(quicker, Terms(place=place, service=filling), by=None, at=NOON)

    offer.refresh_from_db()
    assert offer.answer == "GONE"
    assert offering.is_free_to_hear(offer.entry)


def test_a_place_beside_it_leaves_the_offer_open(full_day, queue, dongyuan, filling):
    (offer,) = cancelled(full_day)
    other = enrolled(dongyuan, "K9", "沈小楼")
    place = replace(place_of(offer), starts_at=clock(10, day=4))

    book(other, Terms(place=place, service=filling), by=None, at=NOON)

    offer.refresh_from_db()
    assert offer.answer == ""


def test_whose_last_day_went_by_has_left_the_list(queue):
    waitlist.close_the_old(at=clock(9, day=7))

    assert {entry.left for entry in WaitlistEntry.objects.all()} == {"TOO_LATE"}


def test_the_order_never_looks_at_money():
    fields = {"hurts", "made_at", "pk"}

    order = WaitlistEntry.objects.in_order().query.order_by

    assert {name.removeprefix("-") for name in order} == fields


@pytest.mark.django_db(transaction=True)
def test_of_two_yeses_at_once_one_wins(full_day, queue, monkeypatch):
    two = replace(offering.policy.waiting(), abreast=2)
    monkeypatch.setattr(offering.policy, "waiting", lambda: two)
    offers = list(cancelled(full_day))
    ready = threading.Barrier(2)

    def say_yes(offer):
        ready.wait()
        try:
            return waitlist.accept(offer, by=None, at=NOON)
        except Refusal as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as phones:
        answers = list(phones.map(say_yes, offers))

    assert sum(isinstance(one, Appointment) for one in answers) == 1


@pytest.mark.django_db(transaction=True)
def test_two_places_freed_at_once_are_offered_to_two_people(full_day, queue, terms):
    other = Appointment.objects.exclude(pk=full_day.pk).earliest("starts_at")
    ready = threading.Barrier(2)

    def free(appointment):
        ready.wait()
        try:
            cancelled(appointment)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as desks:
        list(desks.map(free, [full_day, other]))

    asked = [offer.entry_id for offer in WaitlistOffer.objects.open()]
    assert len(asked) == len(set(asked)) == 2
