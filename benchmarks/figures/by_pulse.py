"""The figures as Pulse tells them, and the floor: one scan of the columns it reads."""

# ruff: noqa: S608  queries are set as they read best; nothing foreign is in them

from pathlib import Path

import duckdb

from benchmarks.figures.answers import PERIOD, Answers, named_cohorts, named_loss
from pulse import report
from pulse.engines import duckdb as engine


def answers(folder: Path) -> Answers:
    told = report(engine.open(folder), PERIOD)
    found: Answers = {}
    for one in told.figures:
        name = " ".join([one.code, *(str(value) for value in one.by.values())])
        found[name] = (one.value, one.n) if one.part is None else (one.part, one.whole)
    for code, series in told.trends.items():
        for one in series:
            sums = (one.value, one.n) if one.part is None else (one.part, one.whole)
            found[f"{code} {one.by['month']}"] = sums
    for name, held in told.concentration.items():
        stays = (held.stays.part, held.stays.whole) if held.stays else (None, None)
        found[name] = (held.n, held.total, held.gini, held.top(20), *stays)
    found |= named_cohorts(
        (one.month, one.whole, one.within[90], one.within[365]) for one in told.cohorts
    )
    if told.loss:
        ids = len(told.loss.patients)
        found |= named_loss(told.loss.by_reason, told.loss.by_month, ids)
    return found


FLOOR = {
    "visits": "patient_id, began_at, kind, condition",
    "appointments": "patient_id, starts_at, booked_at, outcome, walk_in",
    "charges": "patient_id, day, amount, condition",
    "answers": "asked_at, element, score",
    "promises": "due_at, kept_at, released_at",
    "losses": "patient_id, learned_on, reason, told",
    "patients": "patient_id, introduced_by, registered_on, restricted",
}


def floor(folder: Path) -> Answers:
    """Every column read once, every value looked at, nothing worked out."""
    connection = duckdb.connect()
    connection.execute("SET enable_progress_bar = false")
    connection.execute("SET TimeZone = 'UTC'")
    for name, columns in FLOOR.items():
        looked_at = ", ".join(
            f"bit_xor(hash({one.strip()}))" for one in columns.split(",")
        )
        query = f"SELECT {looked_at} FROM '{folder / name}.parquet'"
        connection.execute(query).fetchall()
    return {}
