import pytest

from pulse import figures
from tests.pulse.cast import THIS_YEAR, visit

SEEN = [visit("甲", "2025-05-01"), visit("乙", "2025-06-01")]


def consent(patient, given="2024-01-01T09:00", **more):
    told = {"patient_id": patient, "given_at": given, "purpose": "RECALL"}
    return told | {"answer": "GIVEN", "expires_at": "", "withdrawn_at": ""} | more


@pytest.mark.parametrize(
    ("more", "agrees"),
    [
        ({}, 1),
        ({"answer": "REFUSED"}, 0),
        ({"withdrawn_at": "2025-12-31T23:00"}, 0),
        ({"withdrawn_at": "2026-01-01T00:00"}, 1),
        ({"expires_at": "2025-07-01"}, 0),
        ({"given": "2026-01-01T00:00"}, 0),
    ],
)
def test_a_consent_holds_if_it_stands_as_the_period_ends(counted, more, agrees):
    consents = [consent("甲", **more), consent("没来的人")]

    assert counted("K43", visits=SEEN, consents=consents) == (agrees, 2)


def test_the_last_word_counts_and_of_two_at_once_the_no(counted):
    consents = [
        consent("甲"),
        consent("甲", "2025-02-01T09:00", answer="REFUSED"),
        consent("乙", "2025-02-01T09:00"),
        consent("乙", "2025-02-01T09:00", answer="REFUSED"),
    ]

    assert counted("K43", visits=SEEN, consents=consents) == (0, 2)


def test_each_purpose_is_told_by_itself(opened):
    consents = [consent("甲"), consent("甲", purpose="MKT"), consent("乙")]

    told = figures(opened(visits=SEEN, consents=consents), THIS_YEAR, codes=["K43"])

    shares = {one.by["purpose"]: (one.part, one.whole) for one in told.figures}
    assert shares == {"RECALL": (2, 2), "MKT": (1, 2)}


def sent(number, at="2025-03-01T09:00"):
    told = {"message_id": number, "patient_id": "甲", "purpose": "MKT"}
    return told | {"channel": "SMS", "queued_at": "2025-03-01T09:00", "sent_at": at}


def test_wishes_to_hear_no_more_are_held_against_what_was_sent(counted):
    messages = [sent(1), sent(2), sent(3, at=""), sent(4, at="2026-01-01T00:00")]
    stopped = [{"patient_id": "甲", "asked_at": "2025-03-02T09:00"}]

    assert counted("K44", messages=messages, opt_outs=stopped) == (1, 2)


def test_a_wording_is_held_back_when_barred_or_sent_to_a_second_person(counted):
    drafts = [
        {"draft_id": worst, "drafted_at": "2025-03-01T09:00", "worst": worst}
        for worst in ("BLOCK", "REVIEW", "WARN", "CLEAN")
    ]

    assert counted("K45", drafts=drafts) == (2, 4)


def test_a_table_that_cannot_be_grouped_as_asked_leaves_the_figure_out(opened):
    people = [{"patient_id": "甲", "channel": "网络"}]
    messages = [sent(1) | {"campaign": "春"}]
    stopped = [{"patient_id": "甲", "asked_at": "2025-03-02T09:00"}]
    tables = opened(messages=messages, opt_outs=stopped, patients=people)

    told = figures(tables, THIS_YEAR, by=("campaign",), codes=["K44"])

    assert told.left_out[0].reason == "no column `campaign` in `opt_outs`"
    assert figures(tables, THIS_YEAR, by=("channel",), codes=["K44"]).figures
