import pytest
from django.db import ProgrammingError, transaction

from renxin.journal.models import Entry
from renxin.visits.kinds import Urgency, WhyUrgency
from renxin.visits.line import turns
from renxin.visits.line.judging import judge
from renxin.visits.models import Judgement
from renxin.visits.refusals import WhatNeed
from tests.renxin.visits.conftest import after


def test_nobody_moves_ahead_by_urgency_without_a_need(visit, he):
    for why in ("", "ASKED"):
        with pytest.raises(WhatNeed):
            judge(visit, Urgency.EMERGENCY, why, by=he, at=after(5))

    visit.refresh_from_db()
    assert visit.urgency == Urgency.ROUTINE
    assert not Judgement.objects.exists()


def test_who_said_so_and_why_is_kept_once(visit, he):
    for minutes in (5, 6):
        judge(visit, Urgency.URGENT, WhyUrgency.PAIN, by=he, at=after(minutes))

    judged = Judgement.objects.get()
    assert (judged.by, judged.why, judged.at) == (he, "PAIN", after(5))
    told = Entry.objects.get(fact="visits.urgency_changed")
    assert told.particulars["why"] == "PAIN"


def test_as_they_are_greeted_it_is_only_said(visit, greeter_lin):
    judge(visit, Urgency.URGENT, by=greeter_lin, at=visit.began_at)

    assert visit.urgency == Urgency.URGENT
    assert not Judgement.objects.exists()


def test_the_line_follows_the_need(greet, wang_fang, xiaodou, he):
    first, second = greet(wang_fang, 0), greet(xiaodou, 1)

    judge(second, Urgency.URGENT, WhyUrgency.BLEEDING, by=he, at=after(5))

    waiting = turns.waiting_for(first.stage_entries.get(), at=after(6))
    assert [one.visit for one in waiting] == [second, first]


def test_a_judgement_is_never_rewritten(visit, he):
    judge(visit, Urgency.URGENT, WhyUrgency.PAIN, by=he, at=after(5))

    with pytest.raises(ProgrammingError), transaction.atomic():
        Judgement.objects.update(why="BETTER")
