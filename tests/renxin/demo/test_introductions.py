from collections import Counter


def test_who_brings_came_before_whom_they_bring(tables):
    registered = {row["patient_id"]: row["registered_on"] for row in tables["patients"]}

    assert len(tables["introductions"]) > 800
    for row in tables["introductions"]:
        assert row["by_patient_id"] != row["patient_id"]
        assert registered[row["by_patient_id"]] <= row["day"]


def test_the_register_and_the_introductions_agree(tables):
    named = {
        (row["introduced_by"], row["patient_id"])
        for row in tables["patients"]
        if row["introduced_by"]
    }

    told = {
        (row["by_patient_id"], row["patient_id"]) for row in tables["introductions"]
    }
    assert named == told


def test_generations_are_those_of_the_truth(tables, truth):
    by = {row["patient_id"]: row["by_patient_id"] for row in tables["introductions"]}

    def generation(patient):
        return 1 + generation(by[patient]) if patient in by else 0

    for row in truth["people"]:
        assert generation(row["patient_id"]) == row["generation"]
    assert max(row["generation"] for row in truth["people"]) >= 3


def test_those_who_trust_more_bring_more(tables, truth):
    trusts = {row["patient_id"]: row["trusts"] for row in truth["people"]}
    brought = Counter(row["by_patient_id"] for row in tables["introductions"])
    order = sorted(trusts, key=trusts.__getitem__)
    half = len(order) // 2

    assert sum(brought[one] for one in order[half:]) > 1.15 * sum(
        brought[one] for one in order[:half]
    )
