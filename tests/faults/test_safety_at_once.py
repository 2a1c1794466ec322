"""FI-06 on safety: what many ask, tell, review and put right is written once."""

from collections import Counter
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from renxin.clinics.models import Clinic
from renxin.promises.models import Promise
from renxin.safety.kinds import Effect
from renxin.safety.models import AdverseEvent, LateEffect, PainScore, Remedy
from renxin.safety.models.adverse_event import EventReview, Lesson, Told
from renxin.safety.models.remedy import Remedied
from renxin.visits.kinds import Stage
from renxin.visits.models import Visit
from tests.faults.hands import all_at_once

pytestmark = pytest.mark.django_db(transaction=True)

HANDS = 6


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def visit(wang_fang, dongyuan, doctor_li, now):
    return Visit.objects.create(
        patient=wang_fang, clinic=dongyuan, doctor=doctor_li, began_at=now
    )


def event_of(clinic, now, token):
    told = Told(
        what="车针滑脱", severity="NONE", happened_on=clinic.day_of(now), token=token
    )
    return AdverseEvent.report(clinic, told, by=None, at=now)


def test_pain_asked_by_many_at_one_stage_is_written_once_and_calls_once(
    visit, doctor_li, now
):
    def ask(hand):
        mine = Visit.objects.select_related("clinic", "patient").get(pk=visit.pk)
        told = {"done": f"加局麻 {hand}", "by": doctor_li, "at": now}
        PainScore.ask(mine, Stage.TREATMENT, 8, **told)

    told = Counter(all_at_once(ask, range(HANDS)))

    assert told == {"done": 1, "AskedAlready": HANDS - 1}
    assert PainScore.objects.count() == Promise.objects.count() == 1


def test_a_late_effect_told_to_many_on_one_day_is_owed_once(visit, doctor_li, now):
    def ask(_hand):
        mine = Visit.objects.select_related("clinic", "patient").get(pk=visit.pk)
        told = {"asked_on": visit.clinic.day_of(now), "by": doctor_li, "at": now}
        LateEffect.ask(mine, Effect.NUMBNESS, **told)

    told = Counter(all_at_once(ask, range(HANDS)))

    assert told == {"done": 1, "AskedAlready": HANDS - 1}
    assert LateEffect.objects.count() == Promise.objects.count() == 1


def test_a_remedy_is_put_right_by_one(dongyuan, manager_gu, now):
    due_on = dongyuan.day_of(now)
    remedy = Remedy.owe(dongyuan, "水路", due_on=due_on, by=manager_gu, at=now)

    def put_right(hand):
        mine = Remedy.objects.get(pk=remedy.pk)
        mine.put_right(note=f"冲洗 {hand}", by=manager_gu, at=now)

    told = Counter(all_at_once(put_right, range(HANDS)))

    assert told == {"done": 1, "DoneAlready": HANDS - 1}
    assert Remedied.objects.count() == 1


def test_an_event_sent_again_and_again_is_told_once(dongyuan, now):
    token = uuid4()

    def tell(_hand):
        event_of(Clinic.objects.get(pk=dongyuan.pk), now, token)

    assert all_at_once(tell, range(HANDS)) == ["done"] * HANDS
    assert AdverseEvent.objects.count() == 1


def test_an_event_reviewed_by_many_teaches_one_lesson(dongyuan, manager_gu, now):
    event = event_of(dongyuan, now, uuid4())
    due_on = dongyuan.day_of(now) + timedelta(days=7)

    def review(hand):
        lesson = Lesson(learned=f"未卡到位 {hand}", changes="先空转", due_on=due_on)
        AdverseEvent.objects.get(pk=event.pk).learn(lesson, by=manager_gu, at=now)

    told = Counter(all_at_once(review, range(HANDS)))

    assert told == {"done": 1, "ReviewedAlready": HANDS - 1}
    assert EventReview.objects.count() == Remedy.objects.count() == 1
