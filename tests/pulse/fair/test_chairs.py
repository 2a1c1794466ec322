import random
from datetime import date, timedelta

import pytest

from pulse import Period
from pulse.fair.chairs import empty_chairs

YEAR = Period(date(2025, 1, 1), date(2026, 1, 1))


def house(rise, days=120):
    """Plans that grow by `rise` (logarithm) from full chairs to empty ones."""
    chance = random.Random(9)  # noqa: S311  a made-up house needs no secrets
    plans, capacity = [], []
    for n in range(days):
        day, empty = date(2025, 1, 1) + timedelta(days=n), chance.random()
        capacity.append(
            {"resource": "一号椅", "day": day, "open_minutes": 480, "kind": "CHAIR"}
            | {"used_minutes": round(480 * (1 - empty)), "clinic": "东院"}
        )
        plans += [
            {"plan_id": f"{n}.{m}", "patient_id": f"甲{n}", "presented_on": day}
            | {"value": f"{chance.lognormvariate(8 + rise * empty, 0.3):.2f}"}
            | {"clinic": "东院", "condition": chance.choice(["K02", "K04"])}
            for m in range(3)
        ]
    return {"plans": plans, "capacity": capacity}


def test_plans_that_grow_on_empty_days_ask_for_a_look(opened):
    (told,) = empty_chairs(opened(**house(1.0)), YEAR)

    assert told.is_candidate
    assert told.low < 2.718281828**0.1 < told.high
    assert told.n == 360


@pytest.mark.parametrize("rise", [0.0, -1.0])
def test_plans_that_do_not_grow_ask_for_nothing(opened, rise):
    (told,) = empty_chairs(opened(**house(rise)), YEAR)

    assert not told.is_candidate


def test_fewer_than_thirty_days_are_not_told(opened):
    assert empty_chairs(opened(**house(1.0, days=29)), YEAR) == ()
