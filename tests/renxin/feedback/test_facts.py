from datetime import UTC, datetime

from django.utils import translation

from renxin.feedback.facts import Complained, SurveyAnswered

NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)


def test_a_complaint_says_what_it_is_about_in_their_words():
    fact = Complained(
        at=NOON, by_id=None, complaint_id=1, element="PRICE", what="多收了一项"
    )

    with translation.override("en"):
        assert fact.telling() == "Price·多收了一项"
    assert fact.by_patient


def test_a_survey_says_the_score_and_the_remark():
    fact = SurveyAnswered(at=NOON, by_id=None, overall=4, note="等得有点久")

    with translation.override("zh-hans"):
        assert fact.telling() == "总体 4 分（满分 5 分）·等得有点久"
