"""A clinic's tables for the tests of Pulse, as rows and as files."""

# ruff: noqa: DTZ001  the clinic's own clock names no zone

import csv
import random
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

from pulse import Period
from tests.pulse.caring import caring
from tests.pulse.running import running
from tests.pulse.speaking import speaking

THIS_YEAR = Period(date(2025, 1, 1), date(2026, 1, 1))


def written(folder: Path, tables: Mapping[str, Sequence[Mapping[str, object]]]) -> Path:
    """The tables as CSV files in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in tables.items():
        columns = list(dict.fromkeys(key for row in rows for key in row))
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns, restval="")
            writer.writeheader()
            writer.writerows(rows)
    return folder


def visit(patient, began_at, **more):
    """One coming; the id says who and when."""
    told = {"visit_id": f"{patient}@{began_at}", "patient_id": patient}
    return told | {"began_at": began_at} | more


def appointment(patient, starts_at, outcome, **more):
    told = {"appointment_id": f"{patient}@{starts_at}", "patient_id": patient}
    return told | {"starts_at": starts_at, "outcome": outcome} | more


def charge(patient, day, amount, **more):
    told = {"charge_id": f"{patient}@{day}:{amount}", "patient_id": patient}
    return told | {"day": day, "amount": amount} | more


def history(chance):
    tables = {name: [] for name in _TABLES}
    for number in range(320):
        _patient(chance, tables, f"{number:04}")
    tables["visits"].append(
        visit("last", "2025-12-31T18:00", clinic="东院", kind="FIRST")
    )
    tables |= running(random.Random(chance.random()), tables)  # noqa: S311
    tables |= caring(random.Random(chance.random()), tables)  # noqa: S311
    return tables | speaking(random.Random(chance.random()), tables)  # noqa: S311


_TABLES = [
    "patients",
    "visits",
    "appointments",
    "charges",
    "plans",
    "losses",
    "introductions",
    "promises",
    "messages",
    "answers",
]


def _patient(chance, tables, patient):
    clinic = chance.choice(["东院", "河西", ""])
    came = datetime(2022, 1, 1, 23, 40) + timedelta(days=chance.randrange(1440))
    bringer = f"{chance.randrange(320):04}" if chance.random() < 0.3 else ""
    tables["patients"].append(
        {
            "patient_id": patient,
            "clinic": clinic,
            "channel": chance.choice(["网络", "介绍"]),
            "introduced_by": bringer if chance.random() < 0.5 else "",
            "registered_on": came.date() if chance.random() < 0.7 else "",
            "restricted": "true" if chance.random() < 0.05 else "",
        }
    )
    if bringer:
        brought = {"by_patient_id": bringer, "patient_id": patient, "day": came.date()}
        tables["introductions"].append(brought)
    kinds = ["FIRST", "FIRST", "", "CONTINUING"]
    while came < datetime(2026, 1, 1):
        _coming(chance, tables, patient, clinic, came, chance.choice(kinds))
        kinds = ["CONTINUING", "RETURN", ""]
        if chance.random() < 0.35:
            break
        came += timedelta(days=1 + int(chance.expovariate(1 / 120)))
        came = came.replace(hour=chance.choice([0, 9, 14, 23]))
    _afterwards(chance, tables, patient, min(came, datetime(2025, 12, 1)))


def _coming(chance, tables, patient, clinic, came, kind):
    where = {
        "clinic": chance.choice([clinic, "东院"]),
        "doctor": chance.choice("李王赵"),
    }
    stamp = came.isoformat()
    tables["visits"].append(
        {"visit_id": f"V{len(tables['visits'])}", "patient_id": patient}
        | {"began_at": stamp, "kind": kind, "condition": chance.choice("甲乙丙")}
        | where
    )
    money = {"amount": f"{chance.randrange(1, 90000) / 100:.2f}"}
    money["refunded"] = money["amount"] if chance.random() < 0.1 else ""
    tables["charges"].append(
        {"charge_id": f"C{len(tables['charges'])}", "patient_id": patient}
        | {"day": came.date(), "condition": chance.choice("甲乙丙")}
        | money
        | where
    )
    for ahead in (0, chance.randrange(-30, 500)):
        starts = came + timedelta(days=ahead)
        booked = starts - timedelta(days=chance.randrange(60), minutes=5)
        outcomes = ["KEPT", "NO_SHOW", "CANCELLED_BY_PATIENT", "CANCELLED_BY_CLINIC"]
        outcome = chance.choice(outcomes) if starts < datetime(2026, 1, 1) else "DUE"
        tables["appointments"].append(
            {"appointment_id": f"A{len(tables['appointments'])}"}
            | {"patient_id": patient, "starts_at": starts.isoformat()}
            | {"outcome": outcome, "walk_in": chance.choice(["true", "false", ""])}
            | {"booked_at": booked.isoformat() if chance.random() < 0.8 else ""}
            | where
        )
    for element in chance.sample(["ETHICS", "PRICE", "PROCESS", "OVERALL"], k=2):
        tables["answers"].append(
            {"patient_id": patient, "asked_at": stamp, "element": element}
            | {"score": chance.choice(["", 1, 3, 4, 4.5, 5]), "clinic": where["clinic"]}
        )


def _afterwards(chance, tables, patient, came):
    due = came + timedelta(days=chance.randrange(30))
    kept = due + timedelta(hours=chance.randrange(-40, 40))
    tables["promises"].append(
        {"promise_id": f"M{patient}", "patient_id": patient, "kind": "CALL_BACK"}
        | {"due_at": due.isoformat(), "owner_role": chance.choice(["CARE", "DOCTOR"])}
        | {"kept_at": kept.isoformat() if chance.random() < 0.7 else ""}
        | {"released_at": due.isoformat() if chance.random() < 0.1 else ""}
    )
    tables["plans"].append(
        {"plan_id": f"L{patient}", "patient_id": patient, "clinic": "东院"}
        | {"presented_on": (came - timedelta(days=90)).date()}
        | {"finished_on": came.date() if chance.random() < 0.6 else ""}
    )
    tables["messages"].append(
        {"message_id": f"S{patient}", "patient_id": patient, "channel": "SMS"}
        | {"purpose": chance.choice(["WIN_BACK", "REMINDER", "RECALL"])}
        | {"queued_at": (came - timedelta(days=60)).isoformat()}
        | {"sent_at": came.isoformat() if chance.random() < 0.9 else ""}
    )
    if chance.random() < 0.6:
        reasons = ["MONEY", "TIME", "TRUST", "OTHER", "MOVED", "DIED", "UNKNOWN"]
        tables["losses"].append(
            {"patient_id": patient, "reason": chance.choice(reasons)}
            | {"learned_on": (came + timedelta(days=200)).date()}
            | {"told": chance.choice(["true", "true", "false", ""])}
        )
