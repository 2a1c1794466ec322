"""The day as a list for paper: who comes when, doctor by doctor."""

from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _

from renxin.booking.calendar.booked import Booked
from renxin.booking.calendar.cards import WORDS, state_of
from renxin.booking.calendar.columns import Day
from renxin.booking.kinds import Coming


@dataclass(frozen=True)
class Line:
    """One patient of the day, on one line."""

    starts_at: datetime
    ends_at: datetime
    name: str
    what: str
    kind: str
    chair: str
    state: str


@dataclass
class Sheet:
    """One doctor's day."""

    title: str
    sub: str
    lines: list[Line] = field(default_factory=list)


def sheet_of(day: Day) -> list[Sheet]:
    """A sheet for every doctor who has patients that day."""
    sheets: dict[int | None, Sheet] = {}
    for one in day.everyone:
        duty = day.duties.get(one.doctor_id or 0)
        title = one.doctor_name or _("No doctor yet")
        sheet = sheets.setdefault(
            one.doctor_id, Sheet(title, duty.told() if duty else "")
        )
        sheet.lines.append(_line(one, day))
    return sorted(sheets.values(), key=lambda sheet: sheet.title)


def _line(one: Booked, day: Day) -> Line:
    return Line(
        starts_at=one.starts_at,
        ends_at=one.ends_at,
        name=one.patient_name,
        what=one.service_name,
        kind=str(Coming(one.kind).label) if one.kind else "",
        chair=one.resource_name,
        state=str(WORDS[state_of(one, day.reading.at)]),
    )
