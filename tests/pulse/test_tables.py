import pytest

from pulse.tables import TABLES, Kind

NAMES = {
    "patients",
    "visits",
    "appointments",
    "charges",
    "stage_entries",
    "plans",
    "plan_steps",
    "duties",
    "referrals",
    "admissions",
    "promises",
    "messages",
    "calls",
    "opt_outs",
    "consents",
    "drafts",
    "answers",
    "complaints",
    "losses",
    "introductions",
    "leads",
    "spend",
    "assignments",
    "duty",
    "shifts",
    "capacity",
    "reports",
}


def test_the_tables_of_the_contract_are_there():
    assert set(TABLES) == NAMES


def test_a_row_is_named_by_its_key_and_dated_by_its_first_moment():
    visits = TABLES["visits"]

    assert (visits.key, visits.dated_by) == ("visit_id", "began_at")
    assert visits.required() == ("visit_id", "patient_id", "began_at")


def test_a_code_lists_what_it_may_be():
    outcome = TABLES["appointments"].column("outcome")

    assert (outcome.kind, outcome.required) == (Kind.CODE, True)
    assert "CANCELLED_BY_CLINIC" in outcome.codes


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_every_table_says_what_a_row_is(table):
    assert table.grain.startswith(
        ("a ", "an ", "one ", "why ", "who ", "money ", "staff ", "open ")
    )
    assert len({one.name for one in table.columns}) == len(table.columns)
