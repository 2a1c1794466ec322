import pytest

from pulse.effects.planner import Impossible, Plan, per_arm


@pytest.mark.parametrize(
    ("base", "other", "n"), [(0.20, 0.15, 902), (0.20, 0.18, 6036), (0.30, 0.25, 1250)]
)
def test_people_on_each_side_to_tell_two_shares_apart(base, other, n):
    assert per_arm(base, other) == n


def test_what_one_house_cannot_know_in_a_year_several_can():
    plan = Plan(base=0.2, change=0.05, per_month=160, within=30)
    words = "One house cannot know this in a year; 2 houses in 8 months."

    assert (plan.people, plan.held_out) == (2184, 1092)
    assert (plan.months(), plan.months(2), plan.months(3)) == (15, 8, 6)
    assert plan.verdict("en") == words
    assert "一家诊所一年里无从知道；2 家合起来 8 个月能知道。" in plan.lines("zh")


def test_a_large_house_knows_by_itself():
    plan = Plan(base=0.2, change=0.05, per_month=250, within=30)

    assert plan.verdict("en") == "One house knows this in 10 months."


def test_holding_out_fewer_takes_more_people_and_last_year_spares_some():
    even = Plan(base=0.2, change=0.05, per_month=100)
    fifth = Plan(base=0.2, change=0.05, per_month=100, held=0.2)
    with_last_year = Plan(base=0.2, change=0.05, per_month=100, rho=0.6)

    assert fifth.people == pytest.approx(even.people / 0.64, abs=2)
    assert with_last_year.people == pytest.approx(even.people * 0.64, abs=2)


def test_what_a_year_can_tell_is_what_a_year_of_people_can_tell():
    plan = Plan(base=0.2, change=0.05, per_month=120)
    again = Plan(base=0.2, change=plan.in_a_year, per_month=120)

    assert again.people / 120 + 90 / 30.4 == pytest.approx(12, abs=0.01)


def test_a_window_as_long_as_the_year_is_never_known_in_it():
    plan = Plan(base=0.2, change=0.05, per_month=120, within=365)

    assert (plan.houses, plan.in_a_year) == (None, None)
    assert plan.verdict("en").endswith("nor can many together.")


@pytest.mark.parametrize(
    "asked",
    [
        {"change": 0.0},
        {"change": 0.9},
        {"base": -0.1},
        {"per_month": 0},
        {"held": 0.0},
        {"held": 1.0},
        {"rho": 1.0},
    ],
)
def test_what_cannot_be_planned_is_refused_with_a_reason(asked):
    with pytest.raises(Impossible, match=r"\.$"):
        Plan(**{"base": 0.2, "change": 0.05, "per_month": 100} | asked)
