"""One statement that looks a patient up every way at once.

Every way is a prefix of something indexed, and is capped before anything is
ranked; only the few best are fetched, and nothing ever counts or sorts all that
match. It is written in SQL because it runs with every key pressed at every desk,
and putting these unions together with the ORM costs more than running them.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from renxin.staff.models import Staff

EACH = 60
TAIL = 4
LATELY = timedelta(days=30)
LATELY_SEEN = 200

PATIENT = "patients_patient p"
PATIENT_OF_MINE = "of_mine p"
PHONE = (
    "patients_contactpoint c"
    " JOIN patients_reach r ON r.contact_point_id = c.id AND r.ended_at IS NULL"
    " JOIN patients_patient p ON p.id = r.patient_id"
)
FINDABLE = "p.restricted_at IS NULL"
# What is known of a merged record leads to the one that was kept.
KEPT = "coalesce(p.merged_into_id, p.id)"
# As their indexes say it, which hold only the few records that have one.
HAS_OTHER_PINYIN = "NOT (p.other_pinyin = '')"
HAS_OTHER_INITIALS = "NOT (p.other_initials = '')"
IS_FOREIGN = "NOT (p.foreign_name = '')"
VISIBLE = (
    " AND EXISTS (SELECT 1 FROM patients_enrolment e"
    " WHERE e.patient_id = p.id AND e.clinic_id = ANY(%s))"
)
MINE = (
    "WITH mine AS MATERIALIZED (SELECT patient_id, max(at) AS at FROM"  # noqa: S608
    " (SELECT patient_id, at FROM staff_look WHERE staff_id = %s AND at > %s"
    f" ORDER BY at DESC LIMIT {LATELY_SEEN}) looks GROUP BY patient_id), "
    # Fetched by key before anything is compared: a single letter matches thousands.
    "of_mine AS MATERIALIZED (SELECT p.* FROM mine"
    " JOIN patients_patient p ON p.id = mine.patient_id)"
)


@dataclass(frozen=True)
class Sought:
    """What was typed, read every way it may have been meant."""

    name: str = ""
    sound: str = ""
    latin: str = ""
    digits: str = ""
    phone: str = ""

    def __bool__(self) -> bool:
        return any((self.name, self.sound, self.latin, self.digits))


@dataclass(frozen=True)
class Way:
    """One way of looking: where, which column begins so, and in which few rows."""

    source: str
    column: str
    start: str
    guard: str = ""
    is_whole: bool = True

    def condition(self) -> str:
        guard = f"{self.guard} AND " if self.guard else ""
        return f"({guard}{self.column} LIKE %s)"

    def exactly(self) -> str:
        """Whether the row is the very thing that was typed, not one that begins so."""
        return f"{self.column} = %s" if self.is_whole else "%s IS NULL"

    def prefix(self) -> str:
        return f"{connection.ops.prep_for_like_query(self.start)}%"


def looked_up(asked: Sought, *, by: Staff, at: datetime, most: int) -> list[int]:
    """The ids of those meant: the very one asked for, then whom I saw last."""
    ways = [*_by_name(asked), *_by_sound(asked), *_by_number(asked)]
    clinics = None if by.works_everywhere() else sorted(by.clinic_ids())
    visible = "" if clinics is None else VISIBLE
    for_clinics: list[list[int]] = [] if clinics is None else [clinics]
    parts: list[str] = []
    values: list[Any] = [by.pk, at - LATELY]
    for group in [*([way] for way in ways), _of_mine(ways)]:
        if group:
            parts.append(_part(group, visible))
            values += [way.start for way in group]
            values += [*(way.prefix() for way in group), *for_clinics]
    return _run(" UNION ALL ".join(parts), [*values, most])


def _of_mine(ways: list[Way]) -> list[Way]:
    """The same ways once more, among those this person opened of late."""
    return [
        replace(way, source=PATIENT_OF_MINE) for way in ways if way.source == PATIENT
    ]


def _by_name(asked: Sought) -> Iterator[Way]:
    if asked.name:
        yield Way(PATIENT, "p.name", asked.name)


def _by_sound(asked: Sought) -> Iterator[Way]:
    if asked.sound:
        yield Way(PATIENT, "p.initials", asked.sound)
        yield Way(PATIENT, "p.pinyin", asked.sound)
        yield Way(PATIENT, "p.other_pinyin", asked.sound, HAS_OTHER_PINYIN)
        yield Way(PATIENT, "p.other_initials", asked.sound, HAS_OTHER_INITIALS)
    if asked.latin:
        yield Way(PATIENT, "p.number", asked.latin)
        yield Way(PATIENT, "UPPER(p.foreign_name)", asked.latin, IS_FOREIGN)


def _by_number(asked: Sought) -> Iterator[Way]:
    if asked.digits:
        yield Way(PATIENT, "p.number", asked.digits)
    if len(asked.digits) >= TAIL:
        yield Way(PHONE, "c.backwards", asked.digits[::-1], is_whole=False)
    if asked.phone:
        yield Way(PHONE, "c.value", asked.phone)


# Nothing typed stands in a statement: what is put together are the lines above.
def _part(ways: list[Way], visible: str) -> str:
    exactly = " OR ".join(way.exactly() for way in ways)
    meant = " OR ".join(way.condition() for way in ways)
    return (
        f"(SELECT {KEPT} AS id, ({exactly}) AS exact FROM {ways[0].source}"  # noqa: S608
        f" WHERE ({meant}) AND {FINDABLE}{visible} LIMIT {EACH})"
    )


def _run(parts: str, values: list[Any]) -> list[int]:
    statement = (
        f"{MINE} SELECT found.id FROM ({parts}) found"  # noqa: S608
        " LEFT JOIN mine ON mine.patient_id = found.id GROUP BY found.id"
        " ORDER BY bool_or(found.exact) DESC, max(mine.at) DESC NULLS LAST,"
        " found.id DESC LIMIT %s"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return [pk for (pk,) in cursor.fetchall()]
