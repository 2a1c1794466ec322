from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction

from renxin.journal.models import Entry
from renxin.safety.models import AdverseEvent, Remedy
from renxin.safety.models.adverse_event import Lesson, Told
from renxin.safety.refusals import (
    LearnsNothing,
    NothingHappened,
    NotYet,
    ReviewedAlready,
)
from tests.cast import NOON, TODAY
from tests.renxin.safety.conftest import day_after

SLIPPED = Told(what="车针滑脱，未伤及黏膜", severity="NONE", happened_on=TODAY)
LESSON = Lesson(
    learned="车针未卡到位也能启动", changes="换针后先空转再入口", due_on=day_after(7)
)


def test_an_event_told_with_a_name_is_in_the_journal(dongyuan, he):
    event = AdverseEvent.report(dongyuan, SLIPPED, by=he, at=NOON)

    assert (event.by, event.reported_on) == (he, TODAY)
    assert Entry.objects.get(fact="safety.reported").by_id == he.pk


def test_told_without_a_name_nothing_says_who_it_was(dongyuan):
    event = AdverseEvent.report(dongyuan, SLIPPED, by=None, at=NOON)

    assert event.by is None
    assert not Entry.objects.exists()


def test_one_form_is_one_report(dongyuan):
    for _click in range(2):
        AdverseEvent.report(dongyuan, SLIPPED, by=None, at=NOON)

    assert AdverseEvent.objects.count() == 1


@pytest.mark.parametrize(
    ("told", "refusal"),
    [
        (replace(SLIPPED, what=" "), NothingHappened),
        (replace(SLIPPED, happened_on=day_after(1)), NotYet),
    ],
)
def test_what_tells_nothing_is_not_taken(dongyuan, he, told, refusal):
    with pytest.raises(refusal):
        AdverseEvent.report(dongyuan, told, by=he, at=NOON)


def test_a_review_changes_something_by_a_day(dongyuan, he, manager_gu):
    event = AdverseEvent.report(dongyuan, SLIPPED, by=he, at=NOON)
    review = event.learn(LESSON, by=manager_gu, at=NOON)

    assert review.remedy == Remedy.objects.open().get()
    assert review.remedy.due_on == day_after(7)
    assert not AdverseEvent.objects.open().exists()


def test_a_review_learns_something_and_looks_ahead(dongyuan, he, manager_gu):
    event = AdverseEvent.report(dongyuan, SLIPPED, by=he, at=NOON)

    for lesson in (replace(LESSON, learned=" "), replace(LESSON, due_on=day_after(-1))):
        with pytest.raises(LearnsNothing):
            event.learn(lesson, by=manager_gu, at=NOON)


def test_an_event_is_reviewed_once(dongyuan, he, manager_gu):
    event = AdverseEvent.report(dongyuan, SLIPPED, by=he, at=NOON)
    event.learn(LESSON, by=manager_gu, at=NOON)

    with pytest.raises(ReviewedAlready):
        event.learn(LESSON, by=manager_gu, at=NOON)
    assert Remedy.objects.count() == 1


def test_the_database_lets_nothing_happen_after_it_was_told(dongyuan):
    with pytest.raises(IntegrityError), transaction.atomic():
        AdverseEvent.objects.create(
            clinic=dongyuan,
            what="x",
            severity="MILD",
            happened_on=day_after(1),
            reported_on=TODAY,
            token=SLIPPED.token,
        )
