"""How a made-up house spoke: calls, consents, wordings, who was held out."""

# ruff: noqa: DTZ001  the clinic's own clock names no zone

from datetime import datetime, timedelta

PURPOSES = ("RECALL", "MKT", "SVC_MSG")
WORST = ("BLOCK", "REVIEW", "WARN", "CLEAN", "CLEAN")


def speaking(chance, tables):
    """The tables of the one voice; its promises are told more of."""
    for row in tables["promises"]:
        _kept_or_not(chance, row)
    people = [row["patient_id"] for row in tables["patients"]]
    return {
        "calls": [_call(chance, one, n) for one in people for n in range(2)],
        "opt_outs": [_opt_out(chance, one) for one in people if chance.random() < 0.06],
        "consents": [_consent(chance, one) for one in people for _ in range(3)],
        "drafts": [_draft(chance, number) for number in range(200)],
        "assignments": [row for one in people for row in _assignments(chance, one)],
    }


def _kept_or_not(chance, promise):
    due = datetime.fromisoformat(promise["due_at"])
    promise["kind"] = chance.choice(["CALL", "CALL_BACK", "EXPLAIN"])
    promise["due_from"] = chance.choice(["", (due - timedelta(days=1)).isoformat()])
    if promise["released_at"]:
        promise["release_reason"] = chance.choice(["FORGOTTEN", "NOT_NEEDED", ""])


def _some_day(chance, days=1440):
    return datetime(2022, 1, 1, 9, 30) + timedelta(
        days=chance.randrange(days), hours=chance.randrange(10)
    )


def _call(chance, patient, number):
    return {
        "call_id": f"T{patient}.{number}",
        "patient_id": patient,
        "called_at": _some_day(chance).isoformat(),
        "reached": chance.choice(["true", "true", "false"]),
        "kind": chance.choice(["CALL", "RECALL", "WIN_BACK", ""]),
    }


def _opt_out(chance, patient):
    at = _some_day(chance).isoformat()
    return {"patient_id": patient, "asked_at": at, "channel": "SMS"}


def _consent(chance, patient):
    given = _some_day(chance, days=1100)
    later = given + timedelta(days=chance.randrange(900))
    ends = chance.choice(["expires_at", "withdrawn_at", "", "", ""])
    told = {"patient_id": patient, "given_at": given.isoformat()}
    told |= {"purpose": chance.choice(PURPOSES), "expires_at": "", "withdrawn_at": ""}
    told["answer"] = chance.choice(["GIVEN", "GIVEN", "REFUSED"])
    return told | ({ends: later.isoformat()} if ends else {})


def _draft(chance, number):
    return {
        "draft_id": f"W{number}",
        "drafted_at": _some_day(chance).isoformat(),
        "worst": chance.choice(WORST),
        "clinic": chance.choice(["东院", "河西", ""]),
    }


def _assignments(chance, patient):
    """Most are drawn to one side; a few to both, as happens where nobody looks."""
    at = _some_day(chance)
    stratum = "东" if int(patient) % 2 else "西"
    sides = ["HELD_OUT"] if chance.random() < 0.3 else ["TREATED"]
    if chance.random() < 0.03:
        sides = ["HELD_OUT", "TREATED"]
    for arm in sides:
        yield {
            "experiment": chance.choice(["召回一", "召回一", "挽回"]),
            "patient_id": patient,
            "assigned_at": at.isoformat(),
            "arm": arm,
            "stratum": stratum,
            "held_share": 0.3,
        }
