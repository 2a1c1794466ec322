from datetime import timedelta

import pytest
from django.utils import timezone

from renxin.visits.duties.missing import missing_of
from renxin.visits.models import Duty, DutyDone, StageEntry, Visit
from renxin.visits.terms import Coming
from tests.cast import NOON
from tests.renxin.visits.owed import at_greeting, duty


@pytest.fixture
def entry(dongyuan, wang_fang, greeter_lin):
    """Wang Fang was greeted at noon."""
    visit = Visit.begin(
        wang_fang, dongyuan, Coming(), by=greeter_lin, at=NOON + timedelta(hours=1)
    )
    return visit.stage_entries.get()


def told(clinic):
    return missing_of(StageEntry.objects.current().at(clinic))


def agrees(clinic, entry, many):
    """With what the house asks one by one when somebody is handed over."""
    assert Duty.objects.missing_at(entry).count() == many
    assert told(clinic) == {entry.pk: many}


def test_where_nothing_is_owed_nothing_is_missing(dongyuan, entry):
    agrees(dongyuan, entry, 0)


def test_a_duty_done_is_missing_no_more(dongyuan, entry, greeter_lin):
    at_greeting("greeted", "asked")
    agrees(dongyuan, entry, 2)

    DutyDone.objects.create(
        entry=entry, duty=duty("asked"), by=greeter_lin, at=timezone.now()
    )

    agrees(dongyuan, entry, 1)


def test_the_version_counts_that_held_when_they_came(dongyuan, entry):
    at_greeting("greeted")
    at_greeting("greeted", "asked", version=2, valid_from=NOON + timedelta(days=1))

    agrees(dongyuan, entry, 1)


def test_a_clinics_own_list_goes_before_that_of_the_house(dongyuan, hexi, entry):
    at_greeting("greeted", "asked", version=7)
    at_greeting("greeted", clinic=dongyuan)
    at_greeting("greeted", "asked", "told", clinic=hexi)

    agrees(dongyuan, entry, 1)


def test_many_people_cost_no_more_than_one(
    dongyuan, entry, django_assert_max_num_queries
):
    at_greeting("greeted")
    entries = list(StageEntry.objects.current())

    with django_assert_max_num_queries(1):
        missing_of(entries * 20)
