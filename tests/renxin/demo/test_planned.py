from collections import Counter

from renxin.demo.planned import PICTURES
from renxin.demo.words import truth


def test_a_plan_is_taken_up_or_declined_with_a_reason(tables):
    for plan in tables["plans"]:
        assert (plan["accepted_on"] is None) == (plan["declined_on"] is not None)
        assert (plan["declined_on"] is None) == (plan["decline_reason"] is None)
        assert plan["finished_on"] is None or plan["finished_on"] >= plan["accepted_on"]
        assert plan["value"] > 0


def test_money_is_why_most_plans_are_declined(tables):
    reasons = Counter(plan["decline_reason"] for plan in tables["plans"])
    del reasons[None]

    for reason, share in truth()["plans"]["declined"].items():
        assert abs(reasons[reason] / reasons.total() - share) < 0.06


def test_what_was_paid_for_a_course_is_what_its_plan_said(tables):
    """Of courses that take one coming: no later part of the price is still to come."""
    paid = Counter()
    for row in tables["charges"]:
        if row["kind"] in {"PROCEDURE", "CONSUMABLE", "DRUG"} and not row["refunded"]:
            paid[row["patient_id"], row["day"], row["condition"]] += row["amount"]
    plans = [
        one for one in tables["plans"] if one["accepted_on"] and not one["gap_days"]
    ]
    seen = Counter((one["patient_id"], one["condition"]) for one in tables["plans"])

    near = [
        abs(
            paid[one["patient_id"], one["accepted_on"], one["condition"]] - one["value"]
        )
        for one in plans
        if seen[one["patient_id"], one["condition"]] == 1
    ]
    assert len(near) > 500
    assert sorted(near)[int(len(near) * 0.95)] <= 4


def test_a_referral_is_seen_only_when_taken_and_told_only_when_seen(tables):
    for row in tables["referrals"]:
        assert row["from_department"] != row["to_department"]
        assert row["accepted_at"] or not row["seen_at"]
        assert row["seen_at"] or not row["reported_at"]
        moments = [row[one] for one in ("made_at", "accepted_at", "seen_at")]
        known = [one for one in moments if one]
        assert known == sorted(known)


def test_pictures_find_as_often_as_the_truth_says(tables):
    for kind in PICTURES:
        rows = [row for row in tables["reports"] if row["kind"] == kind]
        share = sum(row["positive"] for row in rows) / len(rows)

        assert abs(share - truth()["results"][kind]) < 0.08


def test_a_step_belongs_to_a_plan_of_the_same_patient_or_to_one_from_before(tables):
    patients = {plan["plan_id"]: plan["patient_id"] for plan in tables["plans"]}
    steps = tables["plan_steps"]

    assert len(steps) > 1000
    for step in steps:
        assert patients.get(step["plan_id"], step["patient_id"]) == step["patient_id"]
    assert sum(step["plan_id"] == "before" for step in steps) < len(steps) / 2


def test_most_steps_that_were_done_were_done_in_time(tables):
    done = [step for step in tables["plan_steps"] if step["done_on"]]
    in_time = sum(step["done_on"] <= step["due_on"] for step in done)

    assert 0.6 < in_time / len(done) < 0.95
