from datetime import date

import pytest

from pulse import Period
from pulse.day_flow import WAITING, busiest_day, day_flow

MARCH = Period(date(2025, 3, 1), date(2025, 4, 1))
MONDAY = date(2025, 3, 3)


def step(visit_id, stage, entered, left=""):
    told = {"visit_id": visit_id, "stage": stage, "entered_at": f"2025-03-{entered}"}
    return told | {"left_at": f"2025-03-{left}" if left else ""}


def test_people_are_counted_over_each_quarter_hour(opened):
    rows = [
        step("甲", "接待", "03T09:00", "03T09:15"),
        step("乙", "接待", "03T09:00", "03T09:05"),
        step("甲", "看诊", "03T09:30", "03T10:00"),
    ]

    flow = day_flow(opened(stage_entries=rows), MONDAY)

    assert flow.hours == ["09:00", "09:15", "09:30", "09:45"]
    assert list(flow.stages) == [WAITING, "接待", "看诊"]
    assert flow.stages["接待"] == pytest.approx((1 + 1 / 3, 0, 0, 0))
    assert flow.stages[WAITING] == pytest.approx((0, 1, 0, 0))
    assert flow.stages["看诊"] == pytest.approx((0, 0, 1, 1))
    assert flow.most() == ("接待", "09:00", pytest.approx(4 / 3))


def test_every_minute_of_the_day_is_somewhere_once(opened):
    rows = [
        step("甲", "接待", "03T09:07", "03T09:11"),
        step("甲", "看诊", "03T09:31", "03T11:02"),
    ]

    flow = day_flow(opened(stage_entries=rows), MONDAY)

    assert sum(map(sum, flow.stages.values())) * 15 == pytest.approx(115)


def test_a_stay_over_midnight_is_cut_at_the_days_ends(opened):
    rows = [step("甲", "留观", "02T23:00", "04T01:00")]

    flow = day_flow(opened(stage_entries=rows), MONDAY)

    assert (flow.hours[0], flow.hours[-1]) == ("00:00", "23:45")
    assert set(flow.stages["留观"]) == {1.0}


def test_the_busiest_day_is_that_of_most_steps_and_the_earlier_of_two(opened):
    tables = opened(
        stage_entries=[
            step("甲", "接待", "05T09:00"),
            step("乙", "接待", "04T09:00"),
            step("乙", "看诊", "04T09:10"),
            step("丙", "接待", "06T09:00"),
            step("丙", "看诊", "06T09:10"),
        ]
    )

    assert busiest_day(tables, MARCH) == date(2025, 3, 4)
    assert busiest_day(tables, Period(date(2024, 1, 1), date(2024, 2, 1))) is None


def test_a_day_without_a_timed_step_has_no_picture(opened):
    tables = opened(stage_entries=[step("甲", "接待", "03T09:00")])

    assert day_flow(tables, MONDAY) is None
