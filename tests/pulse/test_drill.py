import pytest

from pulse import catalogue, figures, rows
from tests.pulse.cast import THIS_YEAR, appointment, visit

AMOUNTS = {"K13", "K15", "K16", "K19.VALUE", "K25", "K41", "K46", "K46.CONSUMABLE"}
# K44 holds wishes against messages: behind it stand both.
AMOUNTS |= {"K48", "K44"}


@pytest.mark.parametrize("code", sorted(set(catalogue()) - AMOUNTS))
@pytest.mark.parametrize("by", [(), ("clinic",)], ids=["whole", "groups"])
def test_the_rows_behind_a_figure_are_as_many_as_it_says(
    engine, clinic_years, code, by
):
    tables = engine.open(clinic_years)

    for one in figures(tables, THIS_YEAR, by=by, codes=[code]).figures:
        behind = rows(tables, code, THIS_YEAR, by=one.by)

        is_split = bool(catalogue()[code].split_by)
        whole = one.n if catalogue()[code].is_spread else one.whole
        part = whole if one.part is None else one.part
        assert len(behind.whole) + behind.hidden == (part if is_split else whole)
        assert 0 <= part - len(behind.part) <= behind.hidden


def test_rows_are_named_by_their_ids(opened):
    tables = opened(appointments=[appointment("甲", "2025-03-01", "NO_SHOW")])

    behind = rows(tables, "K07", THIS_YEAR)

    assert behind.part == ({"patient_id": "甲", "appointment_id": "甲@2025-03-01"},)
    assert behind.patients() == ("甲",)


def test_rows_of_one_month(opened):
    tables = opened(visits=[visit("甲", "2025-03-01"), visit("甲", "2025-04-01")])

    behind = rows(tables, "K02", THIS_YEAR, by={"month": "2025-04"})

    assert [one["visit_id"] for one in behind.whole] == ["甲@2025-04-01"]


def test_of_two_visits_at_a_patients_first_moment_one_is_the_first(opened):
    twice = [visit("甲", "2025-03-01") | {"visit_id": one} for one in "ab"]

    behind = rows(opened(visits=twice), "K01", THIS_YEAR)

    assert [one["visit_id"] for one in behind.part] == ["a"]


def test_restricted_persons_are_behind_the_figure_and_not_in_the_list(opened):
    tables = opened(
        appointments=[appointment("甲", "2025-03-01", "NO_SHOW")],
        patients=[{"patient_id": "甲", "restricted": "true"}],
    )

    behind = rows(tables, "K07", THIS_YEAR)

    assert (behind.part, behind.whole, behind.hidden) == ((), (), 1)


def test_a_figure_that_cannot_be_told_has_no_rows(opened):
    with pytest.raises(ValueError, match="no table `charges`"):
        rows(opened(visits=[visit("甲", "2025-03-01")]), "K13", THIS_YEAR)


def test_rows_that_concern_no_patient_are_named_by_their_day(opened):
    open_day = {"resource": "一号椅", "day": "2025-03-01", "open_minutes": 480}
    chairs = [open_day | {"used_minutes": 240, "kind": "CHAIR"}]
    people = [{"patient_id": "甲", "restricted": "true"}]

    behind = rows(opened(capacity=chairs, patients=people), "K15", THIS_YEAR)

    assert behind.whole == ({"day": "2025-03-01", "resource": "一号椅"},)
    assert (behind.patients(), behind.hidden) == ((), 0)
