"""What we said and to whom we rang, who agreed to it, and who asked us to stop."""

from renxin.scorecard.lake.extract import Extract, Form, at, columns_of, local, said
from renxin.scorecard.lake.worked import NOBODY

OF_THE_PATIENT = " LEFT JOIN known ON known.patient_id = x.patient_id"

AS_FAR_AS_IT_CAME = """
    LEFT JOIN voice_dispatch out ON out.message_id = x.id
    LEFT JOIN voice_withheld kept_back ON kept_back.message_id = x.id
    CROSS JOIN LATERAL (
        SELECT min(r.at) AS at FROM voice_report r
        WHERE r.message_id = x.id AND r.receipt = 'DELIVERED'
    ) arrived
"""

# A message only recorded here was not sent. What wins back is known by its topic.
MESSAGES = Extract(
    table="messages",
    rows=at("voice_message x") + AS_FAR_AS_IT_CAME,
    key="x.id",
    day="(x.made_at AT TIME ZONE zone.name)::date",
    patient="x.patient_id",
    columns=columns_of(
        {
            Form.TEXT: {
                "message_id": "x.id::text",
                "purpose": "CASE WHEN x.saying ~ 'WIN_?BACK' THEN 'WIN_BACK'"
                " ELSE x.purpose END",
                "channel": "coalesce(nullif(out.channel, ''),"
                " nullif(x.channel, ''), 'NONE')",
                "topic": "x.saying",
                "clinic": "clinic.code",
                "outcome": "coalesce(out.receipt, kept_back.why)",
            },
            Form.MOMENT: {
                "queued_at": "x.made_at AT TIME ZONE zone.name",
                "sent_at": "CASE WHEN out.receipt <> 'RECORDED'"
                " THEN out.at AT TIME ZONE zone.name END",
                "delivered_at": "arrived.at AT TIME ZONE zone.name",
            },
        }
    ),
    where="x.patient_id IS NOT NULL",
)

# Every call that was owed is written down. Where it was not yet, or to have a time
# confirmed, the key tells whether somebody was reached; one that puts it off because
# nobody answered is a try as well. Keys nobody pressed are no calls.
TRIES = """
(SELECT 'C' || call.id AS id, call.promise_id, call.at, call.by_id,
        call.heard NOT IN ('NO_ANSWER', 'WRONG') AS reached
    FROM followup_call call
    WHERE NOT EXISTS (SELECT FROM followup_calltakenback back
        WHERE back.call_id = call.id)
UNION ALL
SELECT 'E' || ending.promise_id AS id, ending.promise_id, ending.at, ending.by_id,
        true
    FROM promises_ending ending
    WHERE ending.by_id IS NOT NULL AND ending.outcome IN ('WELL', 'UNWELL',
        'CONFIRMED', 'WANTS_ANOTHER_DAY', 'NOT_COMING', 'BOOKED', 'NOT_NOW',
        'COMING_BACK', 'TOLD_WHY', 'ASKED_TO_STOP')
    AND NOT EXISTS (SELECT FROM followup_call call
        WHERE call.promise_id = ending.promise_id AND call.at = ending.at)
UNION ALL
SELECT 'D' || deferral.id, deferral.promise_id, deferral.at, deferral.by_id, false
    FROM promises_deferral deferral WHERE deferral.outcome = 'NO_ANSWER'
    AND NOT EXISTS (SELECT FROM followup_call call
        WHERE call.promise_id = deferral.promise_id AND call.at = deferral.at)) tried
    JOIN promises_promise x ON x.id = tried.promise_id
"""

CALLS = Extract(
    table="calls",
    rows=at(TRIES),
    key="tried.id",
    day="(tried.at AT TIME ZONE zone.name)::date",
    patient="x.patient_id",
    columns=columns_of(
        {
            Form.TEXT: {
                "call_id": "tried.id",
                "promise_id": "x.id::text",
                "kind": "x.kind",
                "clinic": "clinic.code",
                "by": "tried.by_id::text",
            },
            Form.MOMENT: {"called_at": "tried.at AT TIME ZONE zone.name"},
            Form.YES_NO: {"reached": "tried.reached"},
        }
    ),
    where="x.kind IN ('CALL', 'CONFIRM', 'RECALL', 'WIN_BACK')",
)

CONSENTS = Extract(
    table="consents",
    rows=at(
        f"patients_consent x{OF_THE_PATIENT}"
        " LEFT JOIN patients_withdrawal back ON back.consent_id = x.id",
        "known.clinic_id",
    ),
    key="x.id",
    day="(x.given_at AT TIME ZONE zone.name)::date",
    patient="x.patient_id",
    columns=columns_of(
        {
            Form.TEXT: {
                "purpose": "x.purpose",
                "answer": "x.answer",
                "clinic": "clinic.code",
            },
            Form.MOMENT: {
                **local("given_at", "expires_at"),
                "withdrawn_at": "back.at AT TIME ZONE zone.name",
            },
        }
    ),
)

# Said to whoever rang, or written back, or told to the desk.
WISHES = """
(SELECT 'C' || id AS id, patient_id, at, 'CALL' AS channel, '' AS purpose
    FROM promises_optout
UNION ALL
SELECT 'S' || stop.id, coalesce(stop.patient_id, reply.patient_id), stop.at,
        stop.channel, stop.purpose
    FROM voice_stop stop LEFT JOIN voice_reply reply ON reply.id = stop.reply_id) x
"""

OPT_OUTS = Extract(
    table="opt_outs",
    rows=at(f"{WISHES}{OF_THE_PATIENT}", "known.clinic_id"),
    key="x.id",
    day="(x.at AT TIME ZONE zone.name)::date",
    patient="x.patient_id",
    columns=columns_of(
        {
            Form.TEXT: {**said("channel", "purpose"), "clinic": "clinic.code"},
            Form.MOMENT: {"asked_at": "x.at AT TIME ZONE zone.name"},
        }
    ),
    where="x.patient_id IS NOT NULL",
)

# Only what somebody here wrote; of its words nothing leaves.
DRAFTS = Extract(
    table="drafts",
    rows=at(
        "voice_wordingversion x"
        " JOIN voice_wording wording ON wording.id = x.wording_id",
        "NULL",
    ),
    key="x.id",
    day="(x.at AT TIME ZONE zone.name)::date",
    patient=NOBODY,
    columns=columns_of(
        {
            Form.TEXT: {
                "draft_id": "x.id::text",
                "surface": "wording.surface",
                "worst": "CASE"
                """ WHEN x.findings @> '[{"severity": "B"}]' THEN 'BLOCK'"""
                """ WHEN x.findings @> '[{"severity": "R"}]' THEN 'REVIEW'"""
                """ WHEN x.findings @> '[{"severity": "W"}]' THEN 'WARN'"""
                " ELSE 'CLEAN' END",
            },
            Form.MOMENT: {"drafted_at": "x.at AT TIME ZONE zone.name"},
        }
    ),
    where="x.by_id IS NOT NULL",
)

ASSIGNMENTS = Extract(
    table="assignments",
    rows=at(
        "protocols_assignment x JOIN protocols_trial trial ON trial.id = x.trial_id"
        + OF_THE_PATIENT,
        "known.clinic_id",
    ),
    key="x.id",
    day="(x.at AT TIME ZONE zone.name)::date",
    patient="x.patient_id",
    columns=columns_of(
        {
            Form.TEXT: {
                "experiment": "trial.experiment",
                "arm": "x.arm",
                "stratum": "x.stratum",
                "clinic": "clinic.code",
            },
            Form.MOMENT: {"assigned_at": "x.at AT TIME ZONE zone.name"},
            Form.NUMBER: {
                "held_share": "trial.hold_out / 100.0",
                "within_days": "trial.within_days",
            },
        }
    ),
)
