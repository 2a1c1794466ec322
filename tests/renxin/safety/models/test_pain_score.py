import pytest
from django.db import IntegrityError, transaction

from renxin.journal.models import Entry
from renxin.promises.models import OptOut
from renxin.safety.models import PainScore
from renxin.safety.refusals import AskedAlready, NothingDone, NotOnTheScale
from renxin.staff.roles import Role
from renxin.visits.kinds import Stage
from tests.cast import NOON

TREATMENT = Stage.TREATMENT


def test_a_mild_score_is_written_down_and_owes_nothing(visit, he):
    asked = PainScore.ask(visit, TREATMENT, 3, by=he, at=NOON)

    assert (asked.score, asked.by, asked.promise) == (3, he, None)
    assert Entry.objects.get(fact="safety.pain").patient_id == visit.patient_id


def test_strong_pain_is_followed_by_a_call_the_next_day(visit, he):
    asked = PainScore.ask(visit, TREATMENT, 7, done="加局麻，停十分钟", by=he, at=NOON)

    promise = asked.promise
    assert (promise.kind, promise.owner_role) == ("CALL", Role.CARE)
    assert (promise.due_at - NOON).days == 1
    assert promise.patient == visit.patient


def test_from_seven_on_something_must_have_been_done(visit, he):
    with pytest.raises(NothingDone):
        PainScore.ask(visit, TREATMENT, 7, done=" ", by=he, at=NOON)


@pytest.mark.parametrize("score", [-1, 11])
def test_the_scale_goes_from_nought_to_ten(visit, he, score):
    with pytest.raises(NotOnTheScale):
        PainScore.ask(visit, TREATMENT, score, done="冰敷", by=he, at=NOON)


def test_at_one_stage_they_are_asked_once(visit, he):
    PainScore.ask(visit, TREATMENT, 2, by=he, at=NOON)
    PainScore.ask(visit, Stage.BACK_TO_DOCTOR, 1, by=he, at=NOON)

    with pytest.raises(AskedAlready):
        PainScore.ask(visit, TREATMENT, 5, by=he, at=NOON)


def test_who_asked_not_to_be_called_is_owed_something_else(visit, he):
    earlier = PainScore.ask(visit, TREATMENT, 9, done="冰敷", by=he, at=NOON)
    OptOut.objects.create(patient=visit.patient, promise=earlier.promise, at=NOON)

    asked = PainScore.ask(visit, Stage.PHARMACY, 9, done="止痛药", by=he, at=NOON)

    assert asked.promise.kind == "OTHER"


def test_the_database_holds_what_was_said(visit, he):
    asked = PainScore.ask(visit, TREATMENT, 2, by=he, at=NOON)

    with pytest.raises(Exception, match="Cannot update"), transaction.atomic():
        PainScore.objects.filter(pk=asked.pk).update(score=0)
    with pytest.raises(IntegrityError), transaction.atomic():
        PainScore.objects.create(
            visit=visit, stage=Stage.PHARMACY, score=8, by=he, at=NOON
        )
