import pytest

from tests.pulse.cast import visit

LAST = visit("末", "2025-12-31T18:00")


def plan(name, presented, **more):
    told = {"plan_id": name, "patient_id": f"{name}的人", "presented_on": presented}
    return told | {"accepted_on": "", "finished_on": "", "gap_days": ""} | more


def test_a_plan_is_taken_up_whenever_the_patient_says_yes(counted):
    plans = [
        plan("甲", "2025-03-01", accepted_on="2025-03-01"),
        plan("乙", "2025-12-30", accepted_on="2026-01-10"),
        plan("丙", "2025-03-01", declined_on="2025-03-02"),
        plan("丁", "2024-12-31", accepted_on="2025-01-01"),
    ]

    assert counted("K19", plans=plans) == (2, 3)


def test_no_plan_presented_has_no_share_taken_up(counted):
    assert counted("K19", plans=[plan("甲", "2024-01-01")]) == (0, 0)


def test_plans_are_weighed_by_their_value_in_yuan(counted):
    plans = [
        plan("甲", "2025-03-01", accepted_on="2025-03-01", value="1200.50"),
        plan("乙", "2025-03-01", value="799.50"),
        plan("丙", "2025-03-01", accepted_on="2025-03-01", value=""),
    ]

    assert counted("K19.VALUE", plans=plans) == (1200.5, 2000)


def step(due, done=""):
    told = {"step_id": f"{due}{done}", "plan_id": "甲", "patient_id": "甲的人"}
    return told | {"due_on": due, "done_on": done}


def test_a_step_is_in_time_up_to_its_own_day(counted):
    steps = [
        step("2025-03-10", "2025-03-10"),
        step("2025-03-11", "2025-03-01"),
        step("2025-03-12", "2025-03-13"),
        step("2025-03-13"),
    ]

    assert counted("K20", plan_steps=steps, visits=[LAST]) == (2, 4)


def test_a_step_due_after_the_data_end_is_not_yet_missed(counted):
    steps = [step("2025-06-01"), step("2025-06-02")]

    assert counted("K20", plan_steps=steps, visits=[visit("甲", "2025-06-01")]) == (
        0,
        1,
    )


@pytest.mark.parametrize(
    ("came", "dropped"), [("2025-11-30", 1), ("2025-12-02", 0), ("2024-05-05", 1)]
)
def test_a_plan_is_dropped_when_nobody_comes_for_twice_its_gap(counted, came, dropped):
    plans = [plan("甲", "2025-02-01", accepted_on="2025-02-01", gap_days=15)]
    visits = [visit("甲的人", came), LAST]

    assert counted("K21", plans=plans, visits=visits) == (dropped, 1)


def test_a_plan_taken_up_yesterday_is_not_dropped(counted):
    plans = [plan("甲", "2025-12-30", accepted_on="2025-12-30", gap_days=7)]

    assert counted("K21", plans=plans, visits=[LAST]) == (0, 1)


def test_a_plan_finished_declined_or_without_a_gap_is_not_running(counted):
    plans = [
        plan("甲", "2025-02-01", accepted_on="2025-02-01", gap_days=7)
        | {"finished_on": "2025-09-01"},
        plan("乙", "2025-02-01", declined_on="2025-02-01", gap_days=7),
        plan("丙", "2025-02-01", accepted_on="2025-02-01"),
    ]

    assert counted("K21", plans=plans, visits=[LAST]) == (0, 0)
