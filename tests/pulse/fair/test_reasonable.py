from pulse.engines import duckdb, polars
from pulse.fair import content, reasonable
from tests.pulse.cast import THIS_YEAR, visit


def test_what_the_tables_do_not_tell_is_left_out_with_the_reason(opened):
    told = reasonable(opened(visits=[visit("甲", "2025-03-01")]), THIS_YEAR)

    assert told.left_out == {
        "CASE_COST": "no table `charges`",
        "PLAN_VALUE": "no table `plans`",
        "EMPTY_CHAIRS": "no table `plans`",
        "PACKAGES": "no table `charges`",
        "REPEATS": "no table `reports`",
    }
    assert (told.rows, told.packages, told.candidates()) == ((), (), ())


def test_engines_agree_over_years(clinic_years):
    one, other = (
        (reasonable(tables, THIS_YEAR), content(tables, THIS_YEAR))
        for tables in (engine.open(clinic_years) for engine in (duckdb, polars))
    )

    assert one[0].rows
    assert one[0].as_json() == other[0].as_json()
    assert [row.as_json() for row in one[1]] == [row.as_json() for row in other[1]]


def test_a_house_where_chance_does_all_asks_for_nothing(clinic_years):
    tables = duckdb.open(clinic_years)

    assert reasonable(tables, THIS_YEAR).candidates() == ()
    assert not any(one.is_candidate for one in content(tables, THIS_YEAR))
