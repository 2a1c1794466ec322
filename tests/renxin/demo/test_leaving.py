from collections import Counter

from renxin.demo.leaving import DECIDED
from renxin.demo.words import truth as known


def test_told_reasons_come_in_the_written_shares(tables):
    told = Counter(row["reason"] for row in tables["losses"] if row["told"])
    asked = sum(told[reason] for reason in DECIDED)

    for reason, share in known()["leaving"]["reasons"].items():
        assert abs(told[reason] / asked - share) < 0.06


def test_moved_and_died_stand_apart_and_the_unreached_are_unknown(tables):
    reasons = Counter((row["reason"], row["told"]) for row in tables["losses"])

    assert reasons["MOVED", True] > 20
    assert reasons["DIED", True] > 0
    assert reasons["UNKNOWN", False] > 30
    assert not reasons["UNKNOWN", True]


def test_what_was_told_is_what_was_true(tables, truth):
    true = {(row["patient_id"], row["reason"]) for row in truth["leavings"]}

    assert all(
        (row["patient_id"], row["reason"]) in true
        for row in tables["losses"]
        if row["told"]
    )


def test_some_who_left_were_never_asked(tables, truth):
    never = [row for row in truth["leavings"] if row["asked"] == "NEVER"]

    assert 0.2 < len(never) / len(truth["leavings"]) < 0.4


def left_share(stays, **facts):
    alike = [
        row for row in stays if all(row[name] == value for name, value in facts.items())
    ]
    return sum(row["left"] for row in alike) / len(alike)


def test_a_kept_promise_keeps_and_a_broken_one_does_not(truth):
    over = [row for row in truth["stays"] if not row["going_on"]]

    none = left_share(over, promise="NONE")
    assert left_share(over, promise="KEPT") < none < left_share(over, promise="BROKEN")


def test_as_many_leave_as_the_truth_says(truth):
    expected = sum(row["leave_odds"] for row in truth["stays"])
    left = sum(row["left"] for row in truth["stays"])

    assert abs(left - expected) < 4 * expected**0.5


def test_who_has_died_does_not_come_again(tables, truth):
    died = {
        row["patient_id"]: row["left_on"]
        for row in truth["leavings"]
        if row["reason"] == "DIED"
    }

    assert died
    for visit in tables["visits"]:
        if visit["patient_id"] in died:
            assert visit["began_at"].date() <= died[visit["patient_id"]]
