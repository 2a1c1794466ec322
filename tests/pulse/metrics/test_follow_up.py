import pytest

from tests.pulse.cast import visit

LAST = visit("末", "2025-12-31T18:00")


def owed(name, due="2025-03-10T18:00", **more):
    told = {"promise_id": name, "patient_id": name, "kind": "CALL", "due_at": due}
    blank = {"kept_at": "", "released_at": "", "release_reason": "", "due_from": ""}
    return told | blank | more


def test_a_follow_up_nobody_did_was_due_all_the_same(counted):
    promises = [
        owed("做了", kept_at="2025-03-11T09:00"),
        owed("没做"),
        owed("忘了", released_at="2025-04-01T02:00", release_reason="FORGOTTEN"),
        owed("不用了", released_at="2025-03-01T09:00", release_reason="NOT_NEEDED"),
        owed("别的", kind="EXPLAIN", kept_at="2025-03-09T09:00"),
    ]

    assert counted("K31", promises=promises, visits=[LAST]) == (1, 3)


@pytest.mark.parametrize(
    ("kept", "in_time"),
    [("2025-03-10T23:00", 1), ("2025-03-11T00:00", 0), ("2025-03-08T23:00", 0)],
)
def test_a_follow_up_is_in_time_from_its_first_day_to_its_last(counted, kept, in_time):
    promises = [owed("甲", due_from="2025-03-09T09:00", kept_at=kept)]

    assert counted("K32", promises=promises, visits=[LAST]) == (in_time, 1)


def call(patient, at, **more):
    told = {"call_id": f"{patient}@{at}", "patient_id": patient, "called_at": at}
    return told | {"reached": "false", "kind": "RECALL"} | more


def test_every_try_counts_and_one_answer_is_one(counted):
    calls = [
        call("甲", "2025-03-01T10:00"),
        call("甲", "2025-03-02T10:00", reached="true"),
        call("乙", "2024-12-31T10:00", reached="true"),
    ]

    assert counted("K33", calls=calls) == (1, 2)


def test_whoever_was_rung_was_recalled_whether_they_answered_or_not(counted):
    messages = [
        {"message_id": "一", "patient_id": "丙", "purpose": "RECALL", "channel": "SMS"}
        | {"queued_at": "2025-03-01T09:00", "sent_at": "2025-03-01T09:00"}
    ]
    calls = [call("甲", "2025-03-01T10:00"), call("乙", "2025-12-10T10:00")]
    visits = [visit("甲", "2025-03-31"), visit("丙", "2025-04-01"), LAST]

    told = counted("K34", messages=messages, calls=calls, visits=visits)

    assert told == (1, 2)
