"""The rows of a stretch that are still to come, as they would stand after it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from psycopg import sql

from renxin.exchange.kinds import Kind
from renxin.exchange.taking.statements import named, rows, written
from renxin.exchange.taking.stretch import Stretch
from renxin.exchange.taking.verdict import changed

AHEAD = """
SELECT * FROM (
    SELECT judged.place, record.id AS standing_id, {clinic} AS clinic_id,
        {starts} AS starts_at, {minutes} AS minutes, {service} AS service_name,
        {doctor} AS doctor_name, record.doctor_id AS known_doctor_id,
        judged.verdict = 'new' OR {renamed} AS is_named,
        coalesce(s_outcome, outcome.kind, 'DUE') AS outcome,
        record.starts_at AS was_at, record.minutes AS was_minutes,
        EXISTS (SELECT FROM booking_occupation there
            WHERE there.appointment_id = record.id) AS has_time
    FROM judged
    LEFT JOIN booking_appointment record
        ON judged.verdict = 'changed' AND record.id = judged.object_id
    LEFT JOIN booking_outcome outcome ON outcome.appointment_id = record.id
    WHERE judged.verdict IN ('new', 'changed')
) told WHERE starts_at > %(at)s OR has_time
"""
NOW = """
CASE WHEN judged.verdict = 'changed' AND NOT {changed} THEN record.{c}
    ELSE coalesce({s}, record.{c}) END
"""


@dataclass(frozen=True, kw_only=True)
class Row:
    """A row of the stretch as its appointment would stand after it."""

    place: int
    standing_id: int | None
    clinic_id: int
    starts_at: datetime
    minutes: int | None
    service_name: str
    doctor_name: str
    known_doctor_id: int | None
    is_named: bool
    outcome: str
    was_at: datetime | None
    was_minutes: int | None
    has_time: bool


def rows_ahead(stretch: Stretch) -> Iterator[Row]:
    names = ("starts_at", "minutes", "service_name", "doctor_name", "clinic_id")
    fields = ("starts_at", "minutes", "service", "doctor", "clinic")
    pairs = dict(zip(fields, names, strict=True))
    said = {name: _now(name, column) for name, column in pairs.items()}
    statement = written(
        AHEAD,
        clinic=said["clinic"],
        starts=said["starts_at"],
        minutes=said["minutes"],
        service=said["service"],
        doctor=said["doctor"],
        renamed=changed(stretch.kind, "doctor"),
    )
    columns = list(Row.__dataclass_fields__)
    for found in rows(statement, stretch.values):
        row = Row(**dict(zip(columns, found, strict=True)))
        yield replace(
            row,
            service_name=row.service_name or "",
            doctor_name=row.doctor_name or "",
        )


def _now(name: str, column: str) -> sql.Composable:
    said = changed(Kind.APPOINTMENTS, name)
    return written(NOW, changed=said, c=named(column), s=named(f"s_{column}"))
