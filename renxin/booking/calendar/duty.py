"""Who is at work in a stretch of time, where, and when they are not."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from renxin.booking import clock
from renxin.clinics.models import Clinic
from renxin.rosters.models import Leave, Shift
from renxin.rosters.spans import DateTimeTZRange, joined
from renxin.staff.roles import Role

# A pause that touches the middle of the day, and is no longer than this, is lunch.
NOON_FROM, NOON_TO, LONGEST_LUNCH = 11 * 60 + 30, 14 * 60, 180
Minutes = tuple[int, int]


@dataclass(frozen=True)
class Block:
    """Minutes of a column in which nobody is booked, and why, where that is said."""

    starts: int
    ends: int
    why: str = ""
    row: int = 1
    rows: int = 1

    @property
    def minutes(self) -> int:
        return self.ends - self.starts

    @property
    def key(self) -> str:
        return f"{self.starts}-{self.ends}"


@dataclass
class Duty:
    """One person's shifts at the clinic and their leave."""

    staff_id: int
    name: str = ""
    department_id: int | None = None
    department: str = ""
    chairs: list[str] = field(default_factory=list)
    shifts: list[DateTimeTZRange] = field(default_factory=list)
    leave: list[DateTimeTZRange] = field(default_factory=list)
    is_doctor: bool = False

    def told(self) -> str:
        """Department and chairs, under the name."""
        return "·".join(part for part in (self.department, *self.chairs) if part)

    def at_work(self, day: date, zone: ZoneInfo) -> list[Minutes]:
        return minutes_of(self.shifts, day, zone)

    def shut(self, day: date, zone: ZoneInfo, window: Minutes) -> list[Block]:
        """When the person is not there, within the hours shown."""
        leave = minutes_of(self.leave, day, zone)
        return shut(self.at_work(day, zone), leave, window)


def duties(clinic: Clinic, stretch: DateTimeTZRange) -> dict[int, Duty]:
    """Everyone with a shift at the clinic within the stretch, by whose it is."""
    found: dict[int, Duty] = {}
    rows = Shift.objects.within(stretch).filter(clinic=clinic).order_by("during")
    for row in rows.values_list(
        "staff_id",
        "staff__name",
        "role",
        "department_id",
        "department__name",
        "chair__name",
        "during",
    ):
        staff_id, name, role, department_id, department, chair, during = row
        one = found.setdefault(staff_id, Duty(staff_id, name))
        one.shifts.append(during)
        one.is_doctor = one.is_doctor or role == Role.DOCTOR
        if department and not one.department:
            one.department_id, one.department = department_id, department
        if chair and chair not in one.chairs:
            one.chairs.append(chair)
    for staff_id, leave in away(found, stretch).items():
        found[staff_id].leave = leave
    return found


def away(
    staff: Iterable[int], stretch: DateTimeTZRange
) -> dict[int, list[DateTimeTZRange]]:
    leave: dict[int, list[DateTimeTZRange]] = defaultdict(list)
    standing = Leave.objects.standing().within(stretch).filter(staff__in=list(staff))
    for staff_id, during in standing.values_list("staff_id", "during"):
        leave[staff_id].append(during)
    return leave


def minutes_of(
    spans: Iterable[DateTimeTZRange], day: date, zone: ZoneInfo
) -> list[Minutes]:
    """The part of each that lies on the day, on the wall clock."""

    def minute(moment: datetime) -> int:
        return clock.minute_of(moment, day, zone)

    pairs = [(minute(one.lower), minute(one.upper)) for one in joined(spans)]
    return [pair for pair in pairs if pair[0] < pair[1]]


def shut(work: list[Minutes], leave: list[Minutes], window: Minutes) -> list[Block]:
    """The hours shown less the work, and the leave with its word."""
    blocks, at = [], window[0]
    for starts, ends in [*work, (window[1], window[1])]:
        if starts > at:
            blocks.append(Block(at, starts, _why(at, starts, window)))
        at = max(at, ends)
    gone = [
        Block(max(starts, window[0]), min(ends, window[1]), _("On leave"))
        for starts, ends in leave
        if starts < window[1] and ends > window[0]
    ]
    return [*blocks, *gone]


def _why(starts: int, ends: int, window: Minutes) -> str:
    at_an_edge = starts == window[0] or ends == window[1]
    at_noon = starts < NOON_TO and ends > NOON_FROM
    if at_noon and not at_an_edge and ends - starts <= LONGEST_LUNCH:
        return _("Lunch")
    return ""
