from itertools import groupby, pairwise

from renxin.demo.walked import STAGES


def test_a_visit_is_walked_from_the_greeting_on_and_one_stage_at_a_time(tables):
    visits = {visit["visit_id"]: visit for visit in tables["visits"]}
    rows = tables["stage_entries"]

    for visit_id, group in groupby(rows, key=lambda row: row["visit_id"]):
        steps, visit = list(group), visits[visit_id]
        assert [step["stage"] for step in steps] == list(STAGES[: len(steps)])
        assert all(step["entered_at"] <= step["left_at"] for step in steps)
        assert all(a["left_at"] <= b["entered_at"] for a, b in pairwise(steps))
        assert steps[0]["entered_at"] == visit["arrived_at"]
        assert steps[-1]["left_at"] <= visit["ended_at"]


def test_whoever_went_back_to_the_doctor_is_seen_doing_it(tables):
    back = {
        row["visit_id"]
        for row in tables["stage_entries"]
        if row["stage"] == "BACK_TO_DOCTOR"
    }

    walked = {row["visit_id"] for row in tables["stage_entries"]}
    told = {one["visit_id"] for one in tables["visits"] if one["back_to_doctor"]}
    assert back == told & walked


def test_a_chair_is_told_once_a_day(tables):
    keys = [(row["resource"], row["day"]) for row in tables["capacity"]]

    assert len(set(keys)) == len(keys)
    assert all(row["used_minutes"] > 0 for row in tables["capacity"])
