from datetime import date

import pytest

from pulse import Period
from pulse.engines import duckdb, polars
from pulse.stations import stations
from tests.pulse.cast import THIS_YEAR, visit

MARCH = Period(date(2025, 3, 1), date(2025, 4, 1))


def step(visit_id, stage, entered, left="", **more):
    day = "2025-03-03T"
    told = {"visit_id": visit_id, "stage": stage, "entered_at": day + entered}
    return told | {"left_at": day + left if left else ""} | more


def ten(*steps):
    """The same steps of ten visits: enough to be told."""
    return [
        one | {"visit_id": f"{one['visit_id']}{n}"} for n in range(10) for one in steps
    ]


def stage(found, name):
    return next(one for one in found.stages if one.stage == name)


def test_a_stage_has_its_own_time_and_the_wait_before_it(opened):
    rows = ten(
        step("甲", "接待", "09:00", "09:05"), step("甲", "看诊", "09:25", "09:45")
    )

    found = stations(opened(stage_entries=rows), MARCH)

    assert [one.stage for one in found.stages] == ["接待", "看诊"]
    seen = stage(found, "看诊")
    assert (seen.inside.median, seen.wait.median, seen.wait.n) == (20, 20, 10)
    assert stage(found, "接待").wait.n == 0
    assert seen.share == pytest.approx(20 / 45)
    assert seen.wait_share == pytest.approx(20 / 45)


def test_waiting_for_the_first_stage_is_counted_from_the_arrival(opened):
    rows = ten(step("甲", "接待", "09:10", "09:15"))
    visits = [
        visit(f"{n}", "2025-03-03T09:00", arrived_at="2025-03-03T09:00")
        | {"visit_id": f"甲{n}"}
        for n in range(10)
    ]

    found = stations(opened(stage_entries=rows, visits=visits), MARCH)

    assert stage(found, "接待").wait.median == 10


def test_a_step_starts_when_somebody_is_with_the_patient(opened):
    begun = {"begun_at": "2025-03-03T09:12"}
    rows = ten(step("甲", "看诊", "09:05", "09:30", **begun))
    rows += ten(step("甲", "接待", "09:00", "09:05", begun_at=""))

    seen = stage(stations(opened(stage_entries=rows), MARCH), "看诊")

    assert (seen.inside.median, seen.wait.median) == (18, 7)


def test_a_step_without_an_end_lasts_until_the_next_one(opened):
    rows = ten(step("甲", "接待", "09:00"), step("甲", "看诊", "09:20"))

    found = stations(opened(stage_entries=rows), MARCH)

    assert stage(found, "接待").inside.median == 20
    assert stage(found, "看诊").inside.n == 0
    assert stage(found, "看诊").entries == 10


def test_steps_side_by_side_are_nobodys_wait(opened):
    rows = ten(
        step("甲", "拍片", "09:00", "09:40"),
        step("甲", "抽血", "09:10", "09:20"),
        step("甲", "看诊", "09:50", "10:00"),
    )

    found = stations(opened(stage_entries=rows), MARCH)

    assert stage(found, "抽血").wait.median == 0
    assert stage(found, "看诊").wait.median == 10


def test_nine_steps_are_too_few_to_be_told(opened):
    rows = ten(step("甲", "接待", "09:00", "09:05"))[:9]

    told = stage(stations(opened(stage_entries=rows), MARCH), "接待")

    assert (told.entries, told.inside.n, told.inside.median) == (9, 9, None)


def test_groups_come_from_the_step_its_visit_and_its_hour(opened):
    rows = ten(step("甲", "接待", "09:00", "09:05", station="前台"))
    visits = [
        visit(f"{n}", "2025-03-03", clinic="东院", department="")
        | {"visit_id": f"甲{n}"}
        for n in range(10)
    ]

    by = stations(opened(stage_entries=rows, visits=visits), MARCH).by

    assert {dim: [one.group for one in of] for dim, of in by.items()} == {
        "station": ["前台"],
        "clinic": ["东院"],
        "department": [],
        "hour": ["09"],
    }


def test_without_steps_there_is_nothing_to_tell(opened):
    assert stations(opened(visits=[visit("甲", "2025-03-01")]), MARCH) is None


def test_a_period_without_steps_has_no_stages(opened):
    rows = [step("甲", "接待", "09:00", "09:05")]

    found = stations(
        opened(stage_entries=rows), Period(date(2024, 1, 1), date(2024, 2, 1))
    )

    assert (found.stages, found.by["hour"]) == ((), ())


def test_engines_agree_over_years(clinic_years):
    one, other = (
        stations(engine.open(clinic_years), THIS_YEAR) for engine in (duckdb, polars)
    )

    assert one.stages
    assert one.as_json() == other.as_json()
