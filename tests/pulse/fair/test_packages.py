from datetime import date

from pulse import Period
from pulse.fair.packages import packages

YEAR = Period(date(2025, 1, 1), date(2026, 1, 1))


def visit(n, *services):
    return [
        {"charge_id": f"{n}{one}", "patient_id": f"甲{n}", "visit_id": f"V{n:03}"}
        | {"day": "2025-03-01", "amount": 10, "service": one}
        for one in services
    ]


def charges(*groups):
    numbered = [one for times, services in groups for one in [services] * times]
    return [row for n, services in enumerate(numbered) for row in visit(n, *services)]


def test_two_that_hardly_ever_come_alone_are_a_package(opened):
    rows = charges((60, ("检查", "唾液", "口气")), (90, ("检查", "补牙")))

    (found,) = packages(opened(charges=rows), YEAR)

    assert set(found.services) == {"唾液", "口气"}
    assert (found.part, found.whole) == (60, 60)
    assert len(found.visits) == 10
    assert "60 次里有 60 次" in found.sentence("zh")


def test_what_always_comes_with_something_common_is_none(opened):
    rows = charges((60, ("检查", "拔牙")), (90, ("检查", "补牙")))

    assert packages(opened(charges=rows), YEAR) == ()


def test_together_often_is_not_together_always(opened):
    rows = charges((50, ("唾液", "口气")), (10, ("唾液",)), (20, ("检查",)))

    assert packages(opened(charges=rows), YEAR) == ()


def test_twenty_nine_times_are_too_few(opened):
    assert packages(opened(charges=charges((29, ("唾液", "口气")))), YEAR) == ()


def test_a_service_charged_twice_on_a_visit_is_one(opened):
    rows = charges((60, ("唾液", "口气")))
    again = [row | {"charge_id": f"{row['charge_id']}再"} for row in rows]

    (found,) = packages(opened(charges=[*rows, *again]), YEAR)

    assert found.part == 60


def test_visits_of_restricted_persons_are_not_listed(opened):
    rows = charges((60, ("唾液", "口气")))
    known = [{"patient_id": f"甲{n}", "restricted": "true"} for n in range(60)]

    (found,) = packages(opened(charges=rows, patients=known), YEAR)

    assert (found.part, found.visits, found.hidden) == (60, (), 10)
