"""The week of a clinic: everybody down the side, the days across."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from renxin.clinics import opening
from renxin.clinics.models import CalendarDay, Clinic
from renxin.clinics.opening import Open
from renxin.clinics.workdays import days_of
from renxin.rosters.days import WEEK, whole
from renxin.rosters.models import Leave, Shift
from renxin.staff.models import Post, Staff
from renxin.staff.roles import Role

# Who stands on the wall, and in which order; offices keep no roster.
ON_THE_WALL = (
    Role.DOCTOR,
    Role.ASSISTANT,
    Role.STATION,
    Role.GREETER,
    Role.CARE,
    Role.COMPLAINTS,
)


@dataclass(frozen=True)
class Day:
    """One column: the day, whether offices work, and when the clinic is open."""

    day: date
    calendar: CalendarDay
    open: list[Open] | None
    is_today: bool
    is_over: bool

    @property
    def is_shut(self) -> bool:
        return self.open is not None and not self.open

    # Said in every row of the column; put into words once.
    @cached_property
    def told(self) -> str:
        return date_format(self.day, _("D j"))

    @cached_property
    def iso(self) -> str:
        return self.day.isoformat()


@dataclass(frozen=True)
class AtWork:
    """A shift on one day, with its hours on the clinic's clock."""

    shift: Shift
    hours: str

    @property
    def room(self) -> str:
        rooms = (self.shift.department, self.shift.chair)
        return "·".join(str(room) for room in rooms if room)


@dataclass(frozen=True)
class Away:
    """Leave on one day, with its hours where it is not the whole of it."""

    leave: Leave
    hours: str


@dataclass
class Cell:
    """One person on one day."""

    staff: Staff
    day: Day
    shifts: list[AtWork] = field(default_factory=list)
    away: list[Away] = field(default_factory=list)

    @property
    def adding(self) -> str:
        """What the button says that adds a shift here."""
        named = {"name": self.staff.name, "day": self.day.told}
        return _("Add a shift for %(name)s, %(day)s") % named


@dataclass
class Row:
    """One person's week, as one of the things they do here."""

    staff: Staff
    role: str
    cells: list[Cell]
    minutes: int = 0

    @property
    def role_told(self) -> str:
        return str(Role(self.role).label)

    @property
    def hours(self) -> str:
        return f"{self.minutes / 60:.1f}".rstrip("0").rstrip(".")


@dataclass(frozen=True)
class Week:
    """A clinic's week, from Monday to Sunday."""

    clinic: Clinic
    monday: date
    days: list[Day]
    rows: list[Row]

    @property
    def sunday(self) -> date:
        return self.monday + timedelta(days=WEEK - 1)

    @property
    def before(self) -> date:
        return self.monday - timedelta(days=WEEK)

    @property
    def after(self) -> date:
        return self.monday + timedelta(days=WEEK)


def week_of(clinic: Clinic, monday: date, *, at: datetime) -> Week:
    """The whole week in a fixed number of statements, however many people work."""
    days = _days(clinic, monday, at=at)
    rows = {(row.staff.pk, row.role): row for row in _people(clinic, days)}
    stretch = whole(monday, clinic.zone, days[-1].day)
    shifts = Shift.objects.filter(clinic=clinic).begun_in(stretch)
    for shift in shifts.select_related("staff", "department", "chair").order_by(
        "during"
    ):
        row = rows.get((shift.staff_id, shift.role))
        if row is None:
            row = rows[shift.staff_id, shift.role] = _row(shift.staff, shift.role, days)
        day = clinic.day_of(shift.during.lower)
        hours = _hours(shift.during.lower, shift.during.upper, clinic)
        row.cells[(day - monday).days].shifts.append(AtWork(shift, hours))
        length = shift.during.upper - shift.during.lower
        row.minutes += int(length.total_seconds()) // 60
    _note_leave(list(rows.values()), clinic, monday)
    shown = sorted(rows.values(), key=lambda row: wall_order(row.role, row.staff))
    return Week(clinic, monday, days, shown)


def _days(clinic: Clinic, monday: date, *, at: datetime) -> list[Day]:
    today = clinic.day_of(at)
    sunday = monday + timedelta(days=WEEK - 1)
    hours = opening.hours(clinic, monday, sunday)
    return [
        Day(day, calendar, hours[day], day == today, day < today)
        for day, calendar in days_of(monday, sunday).items()
    ]


def _people(clinic: Clinic, days: list[Day]) -> list[Row]:
    """Those who hold a post at this very clinic in the week."""
    posts = Post.objects.not_ended_by(days[0].day).filter(
        clinic=clinic,
        role__in=ON_THE_WALL,
        since_on__lte=days[-1].day,
        staff__is_active=True,
    )
    return [_row(one.staff, one.role, days) for one in posts.select_related("staff")]


def _row(staff: Staff, role: str, days: list[Day]) -> Row:
    return Row(staff, role, [Cell(staff, day) for day in days])


def _note_leave(rows: list[Row], clinic: Clinic, monday: date) -> None:
    """Leave is on the day of everyone away, whatever they would have worked."""
    sunday = monday + timedelta(days=WEEK - 1)
    away: dict[int, list[Leave]] = defaultdict(list)
    leaves = Leave.objects.standing().within(whole(monday, clinic.zone, sunday))
    for leave in leaves.filter(staff__in={row.staff.pk for row in rows}):
        away[leave.staff_id].append(leave)
    for row in rows:
        for cell in row.cells:
            on_that_day = (_on(one, cell.day.day, clinic) for one in away[row.staff.pk])
            cell.away.extend(one for one in on_that_day if one)


def _on(leave: Leave, day: date, clinic: Clinic) -> Away | None:
    stretch = whole(day, clinic.zone)
    first = max(leave.during.lower, stretch.lower)
    last = min(leave.during.upper, stretch.upper)
    if first >= last:
        return None
    if (first, last) == (stretch.lower, stretch.upper):
        return Away(leave, "")
    return Away(leave, _hours(first, last, clinic))


def _hours(first: datetime, last: datetime, clinic: Clinic) -> str:
    zone = ZoneInfo(clinic.zone)
    return f"{first.astimezone(zone):%H:%M}–{last.astimezone(zone):%H:%M}"


def wall_order(role: str, staff: Staff) -> tuple[int, str, int]:
    """Doctors stand above their assistants, and each group by name."""
    return [*ON_THE_WALL, *Role].index(Role(role)), staff.name, staff.pk
