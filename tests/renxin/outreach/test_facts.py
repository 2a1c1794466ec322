from datetime import UTC, datetime

from django.utils import translation

from renxin.outreach.facts import Introduced

NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)


def test_an_introduction_says_who_came_by_the_record_number():
    fact = Introduced(at=NOON, by_id=None, introduced_id=2, number="R10000002")

    with translation.override("en"):
        assert fact.telling() == "Record number R10000002"
