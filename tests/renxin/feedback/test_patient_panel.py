from datetime import timedelta

import pytest

from renxin.feedback import patient_panel
from renxin.feedback.models import Answer
from renxin.patients.page import Viewing
from tests.cast import NOON

WEEK = timedelta(days=7)


@pytest.fixture
def viewing(wang_fang, doctor_li, dongyuan):
    return Viewing(wang_fang, [wang_fang.pk], doctor_li, dongyuan, NOON)


@pytest.fixture
def answered(wang_fang):
    def answer(element, score, ago, **told):
        return Answer.objects.create(
            patient=wang_fang,
            element=element,
            score=score,
            asked_at=NOON - ago,
            **{"answered_at": NOON - ago} | told,
        )

    return answer


def test_who_was_never_asked_has_no_answers_to_show(viewing):
    assert patient_panel.last_answers(viewing) is None


def test_the_last_survey_stands_whole_and_no_earlier_one(viewing, answered):
    answered("SERVICE", 2, 2 * WEEK)
    last = [answered("SERVICE", 5, WEEK), answered("PAIN", 3, WEEK)]

    panel = patient_panel.last_answers(viewing)

    assert panel.context == {"answers": last, "asked_at": NOON - WEEK}


def test_a_survey_nobody_answered_hides_no_earlier_one(viewing, answered):
    earlier = answered("SERVICE", 2, 2 * WEEK)
    answered("SERVICE", None, WEEK, answered_at=None)

    assert patient_panel.last_answers(viewing).context["answers"] == [earlier]
