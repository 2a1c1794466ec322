from dataclasses import replace
from datetime import date, timedelta

import pytest

from renxin.booking.agreement import book, move
from renxin.booking.kinds import Door, How, Through
from renxin.booking.models import WaitlistEntry, WaitlistOffer
from renxin.protocols.models import ProtocolContact
from renxin.protocols.planning import running
from renxin.voice.kinds import Why
from renxin.voice.models import Dispatch, Message, Withheld
from renxin.voice.outbox import sending
from tests.cast import NOON, enrolled, reached
from tests.renxin.booking.conftest import clock
from tests.renxin.protocols.protocols import reminding

EVE, HOURS = clock(10, day=2), clock(8)
MONDAY = clock(7, day=2)


@pytest.fixture(autouse=True)
def recorded(settings, tmp_path, db):
    settings.HOME = tmp_path
    reminding(at=MONDAY - timedelta(days=1))


@pytest.fixture
def appointment(wang_fang, terms):
    """Agreed on Monday at seven for Tuesday at ten."""
    return book(wang_fang, terms, by=None, at=MONDAY)


def sent(at):
    """What went out by then, looking every quarter of an hour from the booking on."""
    moment = MONDAY
    while moment <= at:
        running.plan(at=moment)
        sending.send_due(now=lambda: moment)  # noqa: B023
        moment += timedelta(minutes=15)
    return list(Dispatch.objects.order_by("at").values_list("message__saying", "at"))


def contacts():
    return list(
        ProtocolContact.objects.order_by("pk").values_list("why_not", flat=True)
    )


def test_before_a_visit_a_patient_hears_three_times(appointment):
    assert sent(clock(12)) == [
        ("BOOKED", clock(8, day=2)),  # not before the clinic's morning
        ("EVE", EVE),
        ("HOURS", HOURS),
    ]


def test_what_was_to_be_said_of_the_old_time_is_not_said(appointment, terms):
    later = replace(terms, place=replace(terms.place, starts_at=clock(15)))
    move(appointment, later, by=None, at=clock(9, day=2))

    told = sent(clock(16))

    assert ("HOURS", clock(13)) in told
    assert ("HOURS", HOURS) not in told
    assert "EVE" not in [saying for saying, _at in told]  # told at nine


def test_moved_away_and_back_it_is_said_once(appointment, terms):
    later = replace(terms, place=replace(terms.place, starts_at=clock(15)))
    move(appointment, later, by=None, at=MONDAY)
    move(appointment, terms, by=None, at=MONDAY)

    told = [saying for saying, _at in sent(clock(16))]

    assert told.count("EVE") == 1
    assert told.count("HOURS") <= 1


def test_a_cancelled_visit_is_not_reminded_of_and_the_cancelling_is_told(appointment):
    appointment.cancel(how=How.CANCELLED_BY_CLINIC, by=None, at=clock(9, day=2))

    told = [saying for saying, _at in sent(clock(12))]

    assert "EVE" not in told
    assert "CANCELLED" in told


def test_who_is_here_already_is_not_reminded(appointment):
    sent(clock(7, 45))
    appointment.arrive(door=Door.DESK, by=None, at=clock(7, 50))

    assert "HOURS" not in [saying for saying, _at in sent(clock(12))]


def test_who_died_meanwhile_hears_nothing(appointment, wang_fang):
    wang_fang.died_on = date(2026, 3, 2)
    wang_fang.save()

    assert sent(clock(12)) == []


def test_a_place_only_held_is_not_spoken_of(wang_fang, terms):
    held = replace(terms, held_until=MONDAY + timedelta(minutes=15))

    book(wang_fang, held, by=None, at=MONDAY)

    assert not Message.objects.exists()


def test_who_books_just_before_is_not_reminded_of_it(wang_fang, terms):
    book(wang_fang, terms, by=None, at=clock(9))

    assert [saying for saying, _at in sent(clock(12))] == ["BOOKED"]


def test_a_series_and_a_walk_in_need_no_word_that_they_are_agreed(wang_fang, terms):
    book(wang_fang, replace(terms, through=Through.SERIES), by=None, at=MONDAY)

    assert [saying for saying, _at in sent(clock(12))] == ["EVE", "HOURS"]


def test_who_has_no_number_hears_it_at_the_desk(dongyuan, terms):
    nobody = enrolled(dongyuan, "P-9", "何无")

    book(nobody, terms, by=None, at=MONDAY)

    assert sent(clock(12)) == []
    assert set(contacts()) == {"UNREACHABLE", "KNOWS_IT"}


def test_a_child_is_reminded_through_the_mother(xiaodou, terms):
    reached(xiaodou, "+8613812349999")

    book(xiaodou, terms, by=None, at=MONDAY)

    assert len(sent(clock(12))) == 3
    points = {one.contact_point.value for one in Message.objects.all()}
    assert points == {"+8613812342207"}


def test_an_offered_place_is_told_while_it_is_open(
    wang_fang, dongyuan, filling, terms, xiaodou
):
    entry = WaitlistEntry(
        patient=wang_fang,
        clinic=dongyuan,
        service=filling,
        through=Through.PORTAL,
        first_on=date(2026, 3, 3),
        last_on=date(2026, 3, 3),
        weekdays=list(range(7)),
    )
    WaitlistEntry.add(entry, by=None, at=NOON)
    full = replace(terms, place=replace(terms.place, starts_at=clock(8), minutes=590))
    book(xiaodou, full, by=None, at=NOON).cancel(
        how=How.CANCELLED_BY_PATIENT, by=None, at=NOON
    )

    message = Message.objects.get(saying="OFFER")
    assert message.patient == wang_fang
    assert message.about_id == WaitlistOffer.objects.get().pk

    entry.offers.update(answered_at=NOON, answer="NO")
    sending.send(message.pk, now=lambda: NOON)

    assert Withheld.objects.get(message=message).why == Why.SETTLED
