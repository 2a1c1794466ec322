"""What was said leaves for the lake, and of the words nothing."""

from datetime import timedelta

from renxin.patients.models import Consent, Purpose
from renxin.protocols.models import Assignment, Trial
from renxin.scorecard.lake import parts
from renxin.scorecard.lake.extracts import EXTRACTS
from renxin.scorecard.lake.refresh import refresh
from renxin.voice.models import Dispatch, Message, Stop, Withheld
from renxin.voice.models.wording_version import Draft
from tests.cast import NOON
from tests.renxin.promises.made import promised
from tests.renxin.protocols.protocols import on, text
from tests.renxin.scorecard.lake.test_refresh import rows
from tests.renxin.voice.words import came, own_topic, write

HOUR = timedelta(hours=1)


def message(patient, clinic, saying="RX_CALC_DUE", purpose=Purpose.RECALL, **more):
    told = {"about": "enrolment", "about_id": patient.pk, "made_at": NOON}
    told |= {"not_before": NOON, "not_after": NOON + HOUR}
    told |= {"saying": saying, "purpose": purpose, "clinic": clinic}
    return Message.objects.create(patient=patient, **told | more)


def sent(one, receipt="ACCEPTED"):
    told = {"channel": "sms", "receipt": receipt, "words": "……", "at": NOON + HOUR}
    return Dispatch.objects.create(message=one, **told)


def test_a_message_is_told_as_far_as_it_came(wang_fang, dongyuan):
    sent(message(wang_fang, dongyuan))
    sent(message(wang_fang, dongyuan, saying="RX_WINBACK_D14"), receipt="RECORDED")
    late = message(wang_fang, dongyuan, saying="EVE", purpose=Purpose.SVC_MSG)
    Withheld.objects.create(message=late, why="TOO_LATE", at=NOON)

    refresh(at=NOON)

    told = rows("messages", "purpose, channel, outcome, sent_at::VARCHAR")
    assert told == [
        ("RECALL", "sms", "ACCEPTED", "2026-03-02 13:00:00"),
        ("SVC_MSG", "NONE", "TOO_LATE", None),
        ("WIN_BACK", "sms", "RECORDED", None),
    ]


def test_every_try_to_ring_is_there_and_whether_anybody_answered(
    wang_fang, dongyuan, doctor_li
):
    one = promised(wang_fang, dongyuan, by=doctor_li, kind="RECALL")
    one.defer(to=NOON + 5 * HOUR, by=doctor_li, at=NOON, outcome="NO_ANSWER")
    one.keep(by=doctor_li, at=NOON + HOUR, outcome="NOT_NOW")
    other = promised(wang_fang, dongyuan, by=doctor_li, kind="EXPLAIN")
    other.keep(by=doctor_li, at=NOON, outcome="UNDERSTOOD")
    forgotten = promised(wang_fang, dongyuan, by=doctor_li)
    forgotten.release(by=None, at=NOON, outcome="FORGOTTEN")

    refresh(at=NOON)

    assert rows("calls", "kind, reached, called_at::VARCHAR") == [
        ("RECALL", False, "2026-03-02 12:00:00"),
        ("RECALL", True, "2026-03-02 13:00:00"),
    ]


def test_a_promise_is_told_with_its_first_moment(wang_fang, dongyuan, doctor_li):
    promised(wang_fang, dongyuan, by=doctor_li, due_from=NOON + HOUR)

    refresh(at=NOON)

    assert rows("promises", "due_from::VARCHAR") == [("2026-03-02 13:00:00",)]


def test_an_answer_is_told_with_its_end(wang_fang, doctor_li):
    consent = Consent(
        patient=wang_fang, purpose="RECALL", answer="GIVEN", evidence="表 7"
    )
    consent.answered(by=doctor_li, at=NOON)
    consent.withdraw(method="CALL", by=doctor_li, at=NOON + HOUR)

    refresh(at=NOON)

    told = rows("consents", "purpose, answer, clinic, withdrawn_at::VARCHAR")
    assert told == [("RECALL", "GIVEN", "dongyuan", "2026-03-02 13:00:00")]


def test_a_wish_is_told_whether_said_or_written(wang_fang, dongyuan, doctor_li):
    promised(wang_fang, dongyuan, by=doctor_li).stop_calls(by=doctor_li, at=NOON)
    Stop.objects.create(patient=wang_fang, purpose="MKT", channel="sms", at=NOON)

    refresh(at=NOON)

    assert rows("opt_outs", "channel, purpose") == [("CALL", None), ("sms", "MKT")]


def test_a_draft_is_told_by_the_worst_in_it(manager_gu):
    library = own_topic()
    write(library, manager_gu)
    write(library, manager_gu, draft=Draft("保证治愈，绝对无痛", "Painless"))
    came()

    refresh(at=NOON)

    assert rows("drafts", "surface, worst") == [("svc", "CLEAN"), ("svc", "REVIEW")]


def test_who_is_held_out_is_told_with_the_share_that_was_meant(
    wang_fang, dongyuan, doctor_li, manager_gu
):
    run = on(text(trial="trial: {hold_out: 20, strata: [clinic]}\n"), doctor_li)
    trial = Trial.begin(run.version, why="no harm", by=manager_gu, at=NOON)
    drawn = {"arm": "HELD_OUT", "stratum": "DY", "place": 0, "at": NOON}
    Assignment.objects.create(trial=trial, patient=wang_fang, **drawn)

    refresh(at=NOON)

    told = rows("assignments", "experiment, arm, stratum, held_share, clinic")
    assert told == [(trial.experiment, "HELD_OUT", "DY", 0.2, "dongyuan")]


def test_tables_that_hold_nothing_yet_are_there(db):
    refresh(at=NOON)

    assert rows("messages") == rows("drafts") == rows("assignments") == []


def test_no_words_and_no_numbers_of_a_person_leave():
    columns = {
        name
        for extract in EXTRACTS
        if extract.table in {"messages", "calls", "consents", "opt_outs", "drafts"}
        for name in parts.schema(extract).names
    }

    assert not columns & {"words", "fields", "phone", "value", "zh", "en", "evidence"}
