from datetime import UTC, datetime

from django.utils import translation

from renxin.visits.facts import Visited

NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)


def test_a_visit_says_its_kind_its_department_and_its_doctor():
    fact = Visited(
        at=NOON,
        by_id=None,
        visit_id=1,
        kind="FIRST",
        department="牙周科",
        doctor="沈若兰",
    )

    with translation.override("zh-hans"):
        assert fact.telling() == "初诊·牙周科·沈若兰"


def test_a_visit_of_another_system_may_say_nothing():
    assert Visited(at=NOON, by_id=None, visit_id=1, kind="?").telling() == ""
