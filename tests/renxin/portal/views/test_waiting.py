from dataclasses import replace

import pytest

from renxin.booking.agreement import book
from renxin.booking.kinds import How
from renxin.booking.models import (
    Appointment,
    Service,
    WaitlistEntry,
    WaitlistOffer,
)
from renxin.portal.handles import handle_of
from tests.cast import enrolled
from tests.renxin.booking.conftest import clock
from tests.renxin.portal.conftest import AT, page, press, said


@pytest.fixture
def entry(phone, li, first_chair, filling):
    press(phone, "wait", service="filling", part="morning", weeks="1", hurts="on")
    return WaitlistEntry.objects.get()


@pytest.fixture
def offer(entry, terms, dongyuan):
    other = enrolled(dongyuan, "P-5", "许念")
    whole = replace(terms, place=replace(terms.place, starts_at=clock(8), minutes=590))
    theirs = book(other, whole, by=None, at=AT)
    theirs.cancel(how=How.CANCELLED_BY_PATIENT, by=None, at=AT)
    return WaitlistOffer.objects.get()


def test_they_join_and_leave_the_list(phone, entry):
    assert (entry.through, entry.hurts) == ("PORTAL", True)
    assert "候补中" in said(page(phone, "home"))

    press(phone, "wait_no_more", handle_of(entry))

    entry.refresh_from_db()
    assert entry.left == "WITHDREW"


def test_a_freed_place_is_taken_by_one_press(phone, offer, wang_fang):
    assert "空出一个位置" in said(page(phone, "home"))

    press(phone, "offer", handle_of(offer), answer="yes")

    assert Appointment.objects.due().get().patient == wang_fang


def test_or_left_and_the_turn_is_kept(phone, offer, entry):
    press(phone, "offer", handle_of(offer), answer="no")

    entry.refresh_from_db()
    offer.refresh_from_db()
    assert offer.answer == "NO"
    assert entry.ended_at is None


def test_nobody_waits_for_more_than_a_few_things(phone, entry):
    for number in range(3):
        Service.objects.create(code=f"check-{number}", name="检查", minutes=15)
        answer = press(phone, "wait", service=f"check-{number}")

    assert answer.status_code == 422
    assert WaitlistEntry.objects.count() == 3


def test_nobody_waits_twice_for_the_same_thing(phone, entry):
    answer = press(phone, "wait", service=entry.service.code)

    assert answer.status_code == 422
    assert "已经在等" in said(answer)
    assert WaitlistEntry.objects.get() == entry


def test_another_patients_offer_is_not_there(phone, offer, dongyuan, entry):
    entry.patient = enrolled(dongyuan, "P-6", "柳如山")
    entry.save()

    answer = press(phone, "offer", handle_of(offer), answer="yes")

    assert answer.status_code == 404
