from datetime import UTC, date, datetime

import pytest

from pulse.tables import TABLES, Kind
from renxin.demo import world as worlds
from renxin.demo.world import simulate

UNTIL = date(2026, 11, 21)
MIDNIGHT = datetime(2026, 11, 20, 16, 0, tzinfo=UTC)
KINDS = {
    Kind.ID: "string",
    Kind.TEXT: "string",
    Kind.CODE: "string",
    Kind.MOMENT: "timestamp[us, tz=UTC]",
    Kind.DAY: "date32[day]",
    Kind.MONEY: "decimal128(14, 2)",
    Kind.BOOL: "bool",
    Kind.NUMBER: "int32",
}
TOLD = [
    "patients", "visits", "appointments", "charges", "promises", "answers",
    "complaints", "losses", "introductions", "plans", "plan_steps",
    "referrals", "reports",
]  # fmt: skip


def plain(kind):
    return str(getattr(kind, "value_type", kind))


def test_the_same_seed_gives_the_same_world():
    one, other = (simulate(11, 900, 1, UNTIL) for _ in range(2))

    assert all(one.tables[name].equals(other.tables[name]) for name in one.tables)
    assert all(one.truth[name].equals(other.truth[name]) for name in one.truth)


def test_another_seed_gives_another_world():
    one, other = (simulate(seed, 900, 1, UNTIL) for seed in (11, 12))

    assert not one.tables["visits"].equals(other.tables["visits"])


def test_the_first_district_does_not_know_how_large_the_world_is(monkeypatch):
    monkeypatch.setattr(worlds, "A_DISTRICT", 900)

    small, large = simulate(5, 900, 1, UNTIL), simulate(5, 2000, 1, UNTIL)

    assert [part.number for part in large.parts] == [0, 1, 2]
    for name, table in small.tables.items():
        assert large.parts[0].tables[name].equals(table)


def test_ids_are_never_given_twice(monkeypatch):
    monkeypatch.setattr(worlds, "A_DISTRICT", 700)

    tables = simulate(5, 2000, 1, UNTIL).tables

    for name in TOLD:
        key = TABLES[name].key
        if key:
            assert len(tables[name][key].unique()) == tables[name].num_rows


@pytest.mark.parametrize("name", [*TOLD, "stage_entries", "capacity"])
def test_each_table_has_the_shape_of_the_contract(world, name):
    schema = world.tables[name].schema

    for column in TABLES[name].columns:
        if column.name in schema.names:
            assert plain(schema.field(column.name).type) == KINDS[column.kind]
    assert set(TABLES[name].required()) <= set(schema.names)


@pytest.mark.parametrize("name", TOLD)
def test_codes_are_those_of_the_contract(world, name):
    for column in TABLES[name].columns:
        if column.codes and column.name in world.tables[name].schema.names:
            held = set(world.tables[name][column.name].unique().to_pylist())
            assert held - {None} <= set(column.codes)


def test_every_row_names_a_patient_of_the_house(tables, truth):
    known = {patient["patient_id"] for patient in tables["patients"]}

    for name in TOLD:
        assert {row["patient_id"] for row in tables[name]} <= known
    visits = {visit["visit_id"] for visit in tables["visits"]}
    walked = {row["visit_id"] for row in tables["stage_entries"]}
    brought = sum(row["brought"] for row in truth["drawn"])
    assert walked <= visits
    assert len(visits - walked) == brought


def test_nothing_has_happened_that_is_still_to_come(tables):
    assert all(visit["began_at"] < MIDNIGHT for visit in tables["visits"])
    assert all(row["booked_at"] < MIDNIGHT for row in tables["appointments"])
    assert all(row["made_at"] < MIDNIGHT for row in tables["promises"])
    ended = [row["kept_at"] for row in tables["promises"] if row["kept_at"]]
    assert max(ended) < MIDNIGHT
    assert all(row["learned_on"] < UNTIL for row in tables["losses"])
    told = [row["reported_at"] for row in tables["referrals"] if row["reported_at"]]
    assert max(told) < MIDNIGHT
    answered = [row["answered_at"] for row in tables["answers"] if row["answered_at"]]
    assert max(answered) < MIDNIGHT


def test_some_appointments_are_still_to_come_and_only_those(tables):
    due = [row for row in tables["appointments"] if row["outcome"] == "DUE"]

    assert len(due) > 500
    assert all(row["starts_at"] >= MIDNIGHT for row in due)


def test_a_visit_runs_forward(tables):
    for visit in tables["visits"]:
        assert visit["arrived_at"] <= visit["seen_at"] < visit["ended_at"]


def test_a_patient_has_one_first_visit_and_it_comes_first(tables):
    first_kinds = {}
    for visit in sorted(tables["visits"], key=lambda one: one["began_at"]):
        first_kinds.setdefault(visit["patient_id"], []).append(visit["kind"])

    assert all("FIRST" not in kinds[1:] for kinds in first_kinds.values())


def test_figures_lie_near_the_published_ones(tables):
    booked = [row for row in tables["appointments"] if row["outcome"] != "DUE"]
    missed = [row for row in booked if row["outcome"] == "NO_SHOW"]
    firsts = [visit for visit in tables["visits"] if visit["kind"] == "FIRST"]

    assert 0.04 < len(missed) / len(booked) < 0.10
    assert 0.26 < len(firsts) / len(tables["visits"]) < 0.40
    assert 0.17 < attrition(tables["visits"]) < 0.27


def attrition(visits):
    """Seen in the first of the two years and not in the second."""
    turn = datetime(2025, 11, 20, 16, 0, tzinfo=UTC)
    before = {visit["patient_id"] for visit in visits if visit["began_at"] < turn}
    since = {visit["patient_id"] for visit in visits if visit["began_at"] >= turn}
    return len(before - since) / len(before)
