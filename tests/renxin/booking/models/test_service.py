from datetime import date, timedelta

import pytest
from django.db import IntegrityError

from renxin.booking.models import Service
from renxin.booking.models.service import CodeTaken
from renxin.journal.models import Entry
from tests.cast import NOON

pytestmark = pytest.mark.django_db

TOMORROW = NOON + timedelta(days=1)


@pytest.fixture
def by(manager_gu, dongyuan):
    return {"by": manager_gu, "clinic": dongyuan}


def told():
    return [(entry.fact, entry.told().telling()) for entry in Entry.objects.all()]


def test_a_service_ends_on_the_day_it_is_at_the_clinic(filling, by):
    filling.end(at=NOON.replace(hour=17), **by)

    filling.refresh_from_db()
    assert filling.ended_on == date(2026, 3, 3)
    assert told() == [("booking.service_ended", "补牙")]


def test_a_service_that_ended_has_ended_once(filling, by):
    filling.end(at=NOON, **by)
    filling.end(at=TOMORROW, **by)

    filling.refresh_from_db()
    assert filling.ended_on == date(2026, 3, 2)
    assert len(told()) == 1


def test_a_service_is_given_again(filling, by):
    filling.give_again(at=NOON, **by)
    assert told() == []

    filling.end(at=NOON, **by)
    filling.give_again(at=TOMORROW, **by)

    filling.refresh_from_db()
    assert filling.ended_on is None
    assert {fact for fact, _line in told()} == {
        "booking.service_ended",
        "booking.service_given_again",
    }


def test_two_services_never_have_one_code(filling):
    with pytest.raises(CodeTaken):
        Service(code="filling", name="又一个").keep()


def test_what_is_wrong_with_something_else_is_not_taken_for_the_code(filling):
    with pytest.raises(IntegrityError):
        Service(code="root", name="根管", minutes=0).keep()
