import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from renxin.booking.agreement import book
from renxin.portal.handles import handle_of
from tests.renxin.booking.conftest import clock
from tests.renxin.portal.conftest import AT, page

MOST_QUERIES = 16
SEARCHING = 24


@pytest.fixture
def appointment(wang_fang, xiaodou, terms):
    return book(wang_fang, terms, by=None, at=clock(8, day=2))


@pytest.mark.parametrize("name", ["home", "book", "family", "me", "wait"])
def test_a_page_asks_little_however_many_there_are(phone, appointment, name):
    with CaptureQueriesContext(connection) as made:
        answer = page(phone, name)

    assert answer.status_code == 200
    assert len(made) <= MOST_QUERIES


def test_looking_for_a_time_asks_little_more(phone, appointment):
    with CaptureQueriesContext(connection) as made:
        page(phone, "move", handle_of(appointment))

    assert len(made) <= SEARCHING


def test_the_patients_language_is_theirs(phone, appointment):
    phone.cookies["language"] = "en"

    told = page(phone, "home").content.decode()

    assert "Hello, 王芳" in told
    assert "Waits for your yes" in told
    assert appointment.starts_at > AT
