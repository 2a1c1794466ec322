import random
from datetime import datetime, timedelta

import pytest

from pulse.fair.content import content
from tests.pulse.fair.test_waits import YEAR, visits

TIME = "TIME_WITH_DOCTOR"


@pytest.fixture
def chance():
    return random.Random(8)  # noqa: S311  a made-up house needs no secrets


def steps(visit, talk, **more):
    """A talk with the doctor, a picture with the assistant, an hour at the cashier."""
    way = [("CONSULTATION", "DOCTOR", talk), ("EXAMINATION", "ASSISTANT", 20)]
    way += [("CASHIER", "GREETER", 60 if visit["payer"] == "自费" else 5)]
    at = datetime.fromisoformat(visit["seen_at"])
    for stage, role, minutes in way:
        until = at + timedelta(minutes=minutes)
        yield {
            "visit_id": visit["visit_id"],
            "stage": stage,
            "by_role": role,
            "entered_at": at.isoformat(timespec="seconds"),
            "begun_at": at.isoformat(timespec="seconds"),
            "left_at": until.isoformat(timespec="seconds"),
        } | more
        at = until
    visit["ended_at"] = at.isoformat(timespec="seconds")


def times(rows):
    return {one.group: one for one in rows if one.about == TIME}


def test_a_queue_at_the_cashier_is_no_time_with_the_doctor(opened, chance):
    came = [*visits(chance, "自费"), *visits(chance, "医保")]
    gone = [step for one in came for step in steps(one, chance.uniform(9, 11))]

    told = times(content(opened(visits=came, stage_entries=gone), YEAR))

    assert told["自费"].estimate == pytest.approx(1, abs=0.02)
    assert not told["自费"].is_candidate
    assert not told["医保"].is_candidate


def test_less_time_with_the_doctor_is_found_with_its_visits(opened, chance):
    came = [*visits(chance, "自费"), *visits(chance, "医保")]
    gone = [
        step
        for one in came
        for step in steps(one, chance.uniform(9, 11) * (1 + (one["payer"] == "自费")))
    ]

    told = times(content(opened(visits=came, stage_entries=gone), YEAR))

    assert told["医保"].is_candidate
    assert told["医保"].estimate == pytest.approx(11 / 21, abs=0.02)
    assert all(8 < one.amount < 12 for one in told["医保"].cases)


def test_where_nobody_was_with_them_or_nobody_saw_them_go_it_is_not_told(
    opened, chance
):
    came = [*visits(chance, "自费"), *visits(chance, "医保")]
    gone = [
        step
        for n, one in enumerate(came)
        for step in steps(one, 10, **({"left_at": ""} if n % 2 else {}))
    ]
    for step in gone:
        if step["stage"] == "CASHIER":
            step |= {"by_role": "DOCTOR", "begun_at": ""}

    told = times(content(opened(visits=came, stage_entries=gone), YEAR))

    assert told["自费"].n == 40
    assert told["自费"].estimate == pytest.approx(1)


def test_visits_without_steps_are_compared_among_themselves(opened, chance):
    own = [*visits(chance, "自费", times=30), *visits(chance, "医保", times=60)]
    theirs = [
        *visits(chance, "自费", clinic="河西", times=60),
        *visits(chance, "医保", clinic="河西", times=30),
    ]
    gone = [step for one in own for step in steps(one, chance.uniform(9, 11))]
    came = [one | {"clinic": ""} for one in (*own, *theirs)]

    told = times(content(opened(visits=came, stage_entries=gone), YEAR))

    assert told["自费"].n == 90
    assert told["自费"].estimate == pytest.approx(1, abs=0.02)


def test_without_begun_a_step_counts_from_when_it_was_entered(opened, chance):
    came = [*visits(chance, "自费"), *visits(chance, "医保", times=40)]
    gone = [step for one in came for step in steps(one, chance.uniform(9, 11))]
    for step in gone:
        del step["begun_at"]

    told = times(content(opened(visits=came, stage_entries=gone), YEAR))

    assert told["自费"].estimate == pytest.approx(1, abs=0.02)
