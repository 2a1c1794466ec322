"""How the line of everybody stands at a moment: counted, or the broken by name.

One question of the database, whoever is asked about; what stands ahead is told by
the storeys below.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from django.db import connection

from renxin.clinics.clock import moment
from renxin.followup.line import held_out
from renxin.followup.models import LineStart
from renxin.patients.line import stands_ahead


@dataclass(frozen=True)
class Broken:
    """One person for whom nothing stands ahead, and what happened last."""

    patient_id: int
    clinic_id: int
    visit_id: int
    doctor_id: int | None
    left_at: datetime
    broken_at: datetime
    why: str


@dataclass
class Standing:
    """Of everybody whose visit is over: how many stand where. The whole is all five."""

    ahead: int = 0
    explained: int = 0
    held_out: int = 0
    broken: int = 0
    aside: int = 0


@dataclass(frozen=True)
class Whose:
    """Whose visits are looked at: everybody's, or those of a few records."""

    records: list[int] = field(default_factory=list)

    def clause(self) -> tuple[str, list[Any]]:
        if not self.records:
            return "TRUE", []
        return "patient_id = ANY(%s)", [self.records]


EVERYBODY = Whose()


def counted(clinic_ids: Iterable[int], *, at: datetime) -> dict[int, Standing]:
    """At each of these clinics: those whose last visit was there."""
    ids = list(clinic_ids)
    found = {pk: Standing() for pk in ids}
    for clinic, stands, number in _asked("counted.sql", ids, EVERYBODY, at):
        setattr(found[clinic], stands.lower(), number)
    return found


def broken(
    clinic_ids: Iterable[int], *, at: datetime, whose: Whose = EVERYBODY
) -> list[Broken]:
    rows = _asked("broken.sql", list(clinic_ids), whose, at)
    return [Broken(*row) for row in rows]


@dataclass(frozen=True)
class Unhooked:
    """One person for whom nothing stands ahead, whether or not we know why."""

    patient_id: int
    visit_id: int
    left_at: datetime
    stands: str


def unhooked(clinic_id: int, *, since: datetime, at: datetime) -> list[Unhooked]:
    """Those last seen here since then, imported or not; the latest first."""
    imported = [(clinic_id, since)]
    rows = _asked("unhooked.sql", [clinic_id], EVERYBODY, at, imported)
    return [Unhooked(*row) for row in rows]


def _asked(
    tail: str,
    ids: list[int],
    whose: Whose,
    at: datetime,
    starts: list[tuple[int, datetime]] | None = None,
) -> list[Any]:
    clause, records = whose.clause()
    imported, since = _imported(
        _starts() if starts is None else starts, clause, records
    )
    told = [query.query.sql_with_params() for query in stands_ahead(at)]
    held = held_out.standing(at).values("patient_id").query.sql_with_params()
    sql = _read("standing.sql").replace("{{imported}}", imported)
    sql = sql.replace("{{whose}}", clause).replace("{{held}}", held[0])
    sql = sql.replace("{{ahead}}", " UNION ALL ".join(f"({one})" for one, _ in told))
    # In the order in which the places stand.
    some = [one for _sql, theirs in (*told, held) for one in theirs]
    given = [*records, *since, *some, ids]
    with connection.cursor() as cursor:
        cursor.execute(sql + _read(tail), given)
        return list(cursor.fetchall())


def _imported(
    starts: list[tuple[int, datetime]], clause: str, records: list[Any]
) -> tuple[str, list[Any]]:
    """One part for each clinic: few of them."""
    part = _read("imported.sql").replace("{{whose}}", clause)
    given: list[Any] = []
    for clinic, since in starts:
        given += [clinic, since, *records]
    return part * len(starts), given


def _starts() -> list[tuple[int, datetime]]:
    """The clinics that said from which day on, the last that each said."""
    said = LineStart.objects.order_by("clinic", "-pk").distinct("clinic")
    return [
        (one.clinic_id, moment(one.counted_from, 0, one.clinic.zone))
        for one in said.select_related("clinic")
    ]


@cache
def _read(name: str) -> str:
    return Path(__file__).with_name(name).read_text("utf-8")
