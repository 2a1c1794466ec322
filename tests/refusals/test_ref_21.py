"""REF-21: no reward and no filter for reviews, and no bad one goes missing."""

import pytest
from django.utils import timezone

from renxin.feedback.models import Answer
from renxin.staff.roles import Role
from renxin.voice.models import WordingReview
from tests.refusals import ways
from tests.refusals.ways import EVE, refused, sql, to, typed
from tests.renxin.exchange.conftest import take_back

TWO = "answer_id,patient_id,asked_at,element,score\n"
TWO += "1,7,2026-02-20 10:00,OVERALL,1\n2,8,2026-02-20 11:00,OVERALL,5\n"


def test_on_a_page_a_reward_for_a_review_stays_a_draft(desk):
    desk(Role.CARE).post(to("wordings:next", *EVE), typed(zh="写评价送牙膏"))

    here = to("wordings:approval", *EVE)
    answer = desk(Role.COMPLIANCE).post(here, {"version": 2, "reason": "回馈"})

    assert answer.status_code == 422
    assert not WordingReview.objects.exists()


def test_on_a_page_nobody_takes_an_answer_away():
    assert not [name for name in ways.addresses() if name.startswith("feedback")]


@pytest.mark.parametrize("surface", ["mkt", "svc", "say"])
def test_by_machine_a_reward_for_a_review_can_be_said_nowhere(lint, surface):
    assert lint("给五星好评领红包", surface) == 1


def test_from_a_file_the_bad_come_in_with_the_good(bring):
    bring(TWO, "answers")

    assert sorted(one.score for one in Answer.objects.all()) == [1, 5]


def test_from_a_file_they_go_together_or_not_at_all(bring):
    take_back(bring(TWO, "answers"))

    assert not Answer.objects.exists()


def test_in_the_database_no_answer_is_taken_out(wang_fang):
    Answer.objects.create(
        patient=wang_fang, element="OVERALL", score=1, asked_at=timezone.now()
    )

    with refused("Cannot delete"):
        sql("DELETE FROM feedback_answer WHERE score < 3")
