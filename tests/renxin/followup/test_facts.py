from datetime import UTC, datetime

from django.utils import translation

from renxin.followup.facts import LossLearned

NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)


def test_a_loss_says_why_in_the_patients_words():
    fact = LossLearned(at=NOON, by_id=None, reason="TRUST", note="说好打电话的，没人打")

    with translation.override("en"):
        assert fact.telling() == "Trust·说好打电话的，没人打"
