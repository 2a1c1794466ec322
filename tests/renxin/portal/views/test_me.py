import re

import pytest

from renxin.booking.agreement import book
from renxin.portal.handles import handle_of
from renxin.portal.models import Key
from tests.renxin.portal.conftest import AT, page, press


@pytest.fixture
def secret(phone):
    told = press(phone, "feeds").content.decode()
    return re.search(r"/my/calendar/([\w-]+)\.ics", told)[1]


def test_a_calendar_reads_what_is_ahead_without_a_cookie(
    client, secret, wang_fang, terms
):
    book(wang_fang, terms, by=None, at=AT)

    answer = page(client, "feed", secret)

    assert answer.content.count(b"BEGIN:VEVENT") == 1
    assert "phone" not in answer.cookies


def test_the_address_opens_nothing_once_it_is_taken_back(client, phone, secret):
    press(phone, "key", handle_of(Key.objects.get()))

    assert page(client, "feed", secret).status_code == 404


def test_it_opens_nothing_once_the_phone_looks_after_them_no_more(
    client, secret, wang_fang
):
    wang_fang.reaches.update(ended_at=AT)

    assert page(client, "feed", secret).status_code == 404


def test_a_feed_is_no_link(client, secret):
    assert page(client, "link", secret).status_code == 404


def test_only_the_latest_few_addresses_open_anything(phone):
    for _time in range(7):
        press(phone, "feeds")

    assert Key.objects.live(at=AT).count() == 5


def test_a_new_address_leaves_the_links_in_messages_open(phone, wang_fang):
    for _message in range(8):
        Key.make(Key.Kind.LINK, wang_fang, None, at=AT)

    press(phone, "feeds")

    assert Key.objects.live(at=AT).filter(kind=Key.Kind.LINK).count() == 8
