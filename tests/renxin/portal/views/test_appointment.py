import re
from datetime import timedelta

import pytest

from renxin.booking.agreement import book
from renxin.booking.kinds import Asked, How
from renxin.booking.models import Rebooking
from renxin.portal.handles import handle_of
from tests.cast import NOON, enrolled
from tests.renxin.booking.conftest import clock
from tests.renxin.portal.conftest import holding, page, press, said

TOKEN = re.compile(r'name="place" value="([^"]+)"')


@pytest.fixture
def appointment(wang_fang, terms):
    return book(wang_fang, terms, by=None, at=clock(8, day=2))


@pytest.fixture
def handle(appointment):
    return handle_of(appointment)


def test_home_says_when_where_and_what_to_bring(phone, appointment, dongyuan):
    dongyuan.phone, dongyuan.address = "0099-5550 0101", "银杏路 18 号"
    dongyuan.save()

    told = said(page(phone, "home"))

    assert "3月3日" in told.replace(" ", "")
    assert "10:00" in told
    assert "银杏路 18 号" in told
    assert "0099-5550 0101" in told


def test_they_say_once_that_they_are_coming(phone, appointment, handle):
    press(phone, "confirmation", handle)
    press(phone, "confirmation", handle)

    assert appointment.confirmations.get().way == "PORTAL"


def test_they_move_it_and_the_old_time_is_free(phone, appointment, handle):
    offered = TOKEN.findall(page(phone, "move", handle).content.decode())

    answer = press(phone, "move", handle, place=offered[-1])

    assert answer.status_code == 302
    moved = Rebooking.objects.get()
    assert moved.asked_by == Asked.PATIENT
    assert moved.was_at == clock(10)


def test_they_cancel_it_with_a_reason_or_without(phone, appointment, handle):
    press(phone, "cancel", handle, why="ILL")

    outcome = appointment.__class__.objects.get().outcome
    assert (outcome.kind, outcome.why) == (How.CANCELLED_BY_PATIENT, "ILL")
    assert "没有预约" in said(page(phone, "home"))


@pytest.mark.parametrize("name", ["move", "cancel"])
@pytest.mark.parametrize(("before", "open_"), [(2, True), (1.99, False)])
def test_shortly_before_they_ring_us(appointment, handle, now, name, before, open_):
    at = clock(10) - timedelta(hours=before)
    now.move_to(at)
    phone = holding(at=at)

    answer = page(phone, name, handle)

    assert answer.status_code == (200 if open_ else 422)
    if not open_:
        assert press(phone, name, handle).status_code == 422
        assert "请打电话" in said(answer)


def test_the_file_for_the_calendar(phone, appointment, handle):
    answer = page(phone, "ics", handle)

    assert answer["Content-Type"].startswith("text/calendar")
    assert b"DTSTART:20260303T020000Z" in answer.content


@pytest.mark.parametrize("name", ["appointment", "move", "cancel", "ics"])
def test_another_patients_is_not_there(phone, dongyuan, terms, name):
    other = enrolled(dongyuan, "P-5", "许念")
    theirs = book(other, terms, by=None, at=NOON)

    assert page(phone, name, handle_of(theirs)).status_code == 404


@pytest.mark.parametrize("name", ["agreement", "confirmation", "move", "cancel"])
def test_nothing_is_done_with_another_patients(phone, dongyuan, terms, name):
    other = enrolled(dongyuan, "P-5", "许念")
    theirs = book(other, terms, by=None, at=NOON)

    assert press(phone, name, handle_of(theirs)).status_code == 404
    theirs.refresh_from_db()
    assert not hasattr(theirs, "outcome")
