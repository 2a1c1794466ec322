from datetime import date

import pytest

from pulse import Period, effects, figures
from pulse.effects.told import Known
from pulse.engines import duckdb, polars
from tests.pulse.cast import THIS_YEAR, visit, written
from tests.pulse.effects.house import LAST, assigned, house


@pytest.fixture
def told(opened):
    """The only experiment of tables given as rows."""

    def tell(period=None, **tables):
        (one,) = effects(opened(**tables), period)
        return one

    return tell


def test_a_person_came_back_after_the_day_of_the_draw_and_in_ninety_days(told):
    rows = [assigned(name, "2025-03-01", "TREATED") for name in "甲乙丙丁"]
    visits = [
        visit("甲", "2025-03-01T18:00"),
        visit("乙", "2025-03-02T00:00"),
        visit("丙", "2025-05-30T23:00"),
        visit("丁", "2025-05-31T00:00"),
        LAST,
    ]

    one = told(assignments=rows, visits=visits)

    assert (one.treated.n, one.treated.came) == (4, 2)


def test_whoever_has_not_had_their_days_waits_and_is_not_counted(told):
    rows = [
        assigned("甲", "2025-10-02", "TREATED"),
        assigned("乙", "2025-10-03", "HELD_OUT"),
    ]

    one = told(assignments=rows, visits=[LAST])

    assert (one.treated.n, one.held_out.n, one.waiting) == (1, 0, 1)


def test_whoever_was_drawn_to_both_sides_is_counted_apart(told):
    rows = [
        assigned("甲", "2025-03-01", "TREATED"),
        assigned("甲", "2025-04-01", "HELD_OUT"),
        assigned("乙", "2025-03-01", "HELD_OUT"),
        assigned("乙", "2025-03-09", "HELD_OUT"),
    ]

    one = told(assignments=rows, visits=[visit("乙", "2025-05-30"), LAST])

    assert (one.on_both, one.treated.n) == (1, 0)
    assert (one.held_out.n, one.held_out.came) == (1, 1)  # by the first draw


def test_a_planted_effect_is_found_and_told_in_one_sentence(told):
    one = told(**house(count=1200, effect=0.2))
    mean, low, high = one.per_100

    assert one.known is Known.KNOWN
    assert low < 20 < high
    assert one.sentence("zh") == (
        f"每联系 100 人，多回来 {mean:.1f} 人，介于 {low:.1f} 与 {high:.1f} 之间。"
    )


def test_the_year_before_is_counted_up_to_the_draw(told):
    tables = house(count=400)
    earlier = [
        visit(row["patient_id"], f"2024-{month:02}-01T10:00")
        for row in tables["assignments"][:200]
        for month in (6, 9)
    ]

    one = told(assignments=tables["assignments"], visits=[*tables["visits"], *earlier])

    assert one.foretold.rho**2 < 0.05  # those who came before were told at random


def test_sides_not_as_drawn_block_the_read_out(told):
    tables = house(count=1200, effect=0.2)
    lost = [row for row in tables["assignments"] if row["arm"] == "TREATED"][::3]
    rows = [row for row in tables["assignments"] if row not in lost]

    one = told(assignments=rows, visits=tables["visits"])

    assert one.known is Known.BLOCKED
    assert one.per_100 is None
    assert one.as_json()["difference"] is None
    assert one.as_json()["sample_ratio"]["sound"] is False


def test_where_the_share_meant_is_not_told_the_sides_are_not_checked(opened):
    tables = house(count=400)
    rows = [
        {name: value for name, value in row.items() if name != "held_share"}
        for row in tables["assignments"]
    ]

    (one,) = effects(opened(assignments=rows, visits=tables["visits"]))

    assert one.sizes is None
    assert one.as_json()["sample_ratio"] is None


def test_clinics_are_told_beside_each_other(told):
    tables = house(count=600, effect=0.1)
    people = [
        {"patient_id": row["patient_id"], "clinic": "东院" if at % 5 else "河西"}
        for at, row in enumerate(tables["assignments"])
    ]

    one = told(patients=people, **tables)

    assert [branch.clinic for branch in one.branches] == ["东院", "河西"]
    assert sum(branch.treated.n for branch in one.branches) == one.treated.n


def test_experiments_are_told_by_name_and_only_those_of_the_period(opened):
    rows = [
        assigned("甲", "2025-03-01", "TREATED", experiment="乙试"),
        assigned("甲", "2025-03-01", "TREATED", experiment="甲试"),
        assigned("丙", "2024-03-01", "TREATED", experiment="去年"),
    ]
    tables = opened(assignments=rows, visits=[visit("甲", "2023-01-01"), LAST])

    assert [one.experiment for one in effects(tables, THIS_YEAR)] == ["乙试", "甲试"]
    assert len(effects(tables)) == 3
    assert effects(tables, Period(date(2020, 1, 1), date(2020, 2, 1))) == ()


def test_without_the_tables_nothing_is_told(opened):
    assert effects(opened(visits=[LAST])) == ()


def test_a_window_has_a_day_at_least(opened):
    with pytest.raises(ValueError, match="a day at the least"):
        effects(opened(visits=[LAST]), within=0)


def test_both_engines_tell_the_same(clinic_years):
    ours, theirs = (
        [one.as_json() for one in effects(engine.open(clinic_years))]
        for engine in (duckdb, polars)
    )

    assert ours == theirs
    assert len(ours) == 2


def test_the_figure_is_the_difference_before_strata(tmp_path):
    tables = duckdb.open(written(tmp_path / "lake", house(effect=0.1)))
    (figure,) = figures(tables, THIS_YEAR, codes=["K40"]).figures
    (one,) = effects(tables, THIS_YEAR)

    assert figure.value == pytest.approx(one.gap.mean, abs=1e-6)
    assert figure.n == one.treated.n + one.held_out.n
