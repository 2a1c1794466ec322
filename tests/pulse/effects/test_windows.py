from pulse import effects
from tests.pulse.cast import visit
from tests.pulse.effects.house import LAST, assigned

NEXT_YEAR = "2026-12-31T18:00"


def by_name(tables, within=None):
    return {one.experiment: one for one in effects(tables, within=within)}


def trials():
    """One word now, and an invitation that comes after a year."""
    now = {"experiment": "问候", "within_days": 30}
    later = {"experiment": "年检", "within_days": 500}
    rows = [
        assigned(name, "2025-03-01", "TREATED", **one)
        for one in (now, later)
        for name in "甲乙"
    ]
    visits = [visit("甲", "2025-03-20T10:00"), visit("乙", "2026-04-10T10:00")]
    return {"assignments": rows, "visits": [*visits, LAST, visit("末", NEXT_YEAR)]}


def test_each_experiment_is_watched_as_long_as_its_contacts_take(opened):
    found = by_name(opened(**trials()))

    assert {name: one.within for name, one in found.items()} == {
        "问候": 30,
        "年检": 500,
    }
    assert (found["问候"].treated.came, found["年检"].treated.came) == (1, 2)


def test_before_its_days_are_over_nobody_is_counted(opened):
    tables = trials()
    tables["visits"] = tables["visits"][:3]

    found = by_name(opened(**tables))

    assert (found["问候"].treated.n, found["年检"].treated.n) == (2, 0)
    assert found["年检"].waiting == 2


def test_a_window_that_is_asked_for_holds_for_all(opened):
    found = by_name(opened(**trials()), within=30)

    assert [one.within for one in found.values()] == [30, 30]


def test_where_none_is_told_it_is_ninety_days(opened):
    told = trials()
    for row in told["assignments"]:
        del row["within_days"]

    assert {one.within for one in by_name(opened(**told)).values()} == {90}
