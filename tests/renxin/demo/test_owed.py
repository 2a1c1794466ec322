from collections import Counter
from datetime import UTC, datetime, timedelta

MIDNIGHT = datetime(2026, 11, 20, 16, 0, tzinfo=UTC)


def is_open(row):
    return not (row["kept_at"] or row["released_at"] or row["broken_at"])


def test_a_promise_ends_in_one_way_at_most(tables):
    for row in tables["promises"]:
        ends = [row["kept_at"], row["released_at"], row["broken_at"]]
        assert sum(end is not None for end in ends) <= 1
        assert row["made_at"] <= row["due_at"]
        assert bool(row["released_at"]) == bool(row["release_reason"])


def test_most_promises_are_kept(tables):
    ended = [row for row in tables["promises"] if not is_open(row)]
    kept = sum(row["kept_at"] is not None for row in ended)

    assert 0.78 < kept / len(ended) < 0.92


def test_today_has_something_late_due_and_next(tables):
    owed = [row for row in tables["promises"] if is_open(row)]
    tomorrow = MIDNIGHT + timedelta(days=1)

    assert any(row["due_at"] < MIDNIGHT for row in owed)
    assert any(MIDNIGHT <= row["due_at"] < tomorrow for row in owed)
    assert any(row["due_at"] >= tomorrow for row in owed)


def test_promises_say_what_and_why_in_chinese(tables):
    kinds = Counter(row["kind"] for row in tables["promises"])

    assert {"CALL", "EXPLAIN", "RECALL", "ANSWER", "REFERRAL", "WIN_BACK"} <= set(kinds)
    assert all(row["what"] and row["why"] for row in tables["promises"])


def test_an_owner_is_a_person_or_a_role(tables, world):
    names = set(world.parts[0].staff.names.tolist())

    assert all(row["owner_role"] for row in tables["promises"])
    assert {row["owner"] for row in tables["promises"]} - {None} <= names
