"""Who works when in the weeks to come: teams of a doctor and their assistants.

A team rests in the evenings and on the two days of the week on which the fewest
patients expect its doctor, and is there all the same where somebody does. Two hours
of today are out of the band on purpose, so that the strip above the calendar has
something to say.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import product

from renxin.booking.models import Appointment
from renxin.clinics.clock import moment
from renxin.clinics.models import Clinic, OpeningHours
from renxin.clinics.workdays import lay_ahead
from renxin.demo.loading.copying import copy
from renxin.rosters.days import monday_of
from renxin.rosters.layout import AHEAD, lay_out
from renxin.rosters.models import Leave, Pattern, RosterChange, Shift
from renxin.rosters.models.leave import Kind
from renxin.rosters.models.roster_change import What
from renxin.rosters.spans import DateTimeTZRange, span
from renxin.staff.models import Post
from renxin.staff.roles import Role

MORNING, AFTERNOON = (8 * 60 + 30, 13 * 60), (13 * 60 + 30, 18 * 60)
EVENING = (18 * 60, 20 * 60 + 30)
PARTS, ORDINARY = (MORNING, AFTERNOON, EVENING), (MORNING, AFTERNOON)
OPEN = (MORNING, (AFTERNOON[0], EVENING[1]))
DAYS, SUNDAY, RESTS = 7, 6, 2
A_TEAM = 4
AT_THE_DESK = {Role.GREETER, Role.CARE, Role.STATION}
# The hours of today in which the band is left.
FEW_DOCTORS, FEW_ASSISTANTS = (15 * 60, 16 * 60), (17 * 60, 18 * 60)


@dataclass(frozen=True)
class Team:
    """A doctor and the assistants who keep their days."""

    doctor: int
    assistants: tuple[int, ...]
    clinic: Clinic
    rests_on: frozenset[int]
    # The parts of days on which they would rest, and somebody expects them.
    extra: frozenset[tuple[date, tuple[int, int]]]
    department: int | None = None
    # The doctor's own; the assistants go where they are needed.
    chair: int | None = None

    def is_in(self, day: date) -> bool:
        return day.weekday() not in self.rests_on

    def room_of(self, staff: int) -> tuple[int | None, int | None]:
        """The department and the chair in which one of them works."""
        return self.department, self.chair if staff == self.doctor else None

    @property
    def people(self) -> list[tuple[int, str]]:
        helpers = [(one, Role.ASSISTANT.value) for one in self.assistants]
        return [(self.doctor, Role.DOCTOR.value), *helpers]


def write(now: datetime) -> None:
    """Hours, weeks, extra days and a little leave, all of it laid out."""
    clinics = list(Clinic.objects.order_by("pk"))
    lay_ahead(clinics[0].day_of(now))
    _open(clinics)
    teams = [team for clinic in clinics for team in _teams(clinic, now)]
    rows = [*_weeks(teams), *_desks(clinics)]
    since = monday_of(clinics[0].day_of(now))
    _patterns(rows, since, now)
    # As if it had been laid out on Monday: this week stands from its first morning.
    monday = moment(since, 0, clinics[0].zone)
    lay_out(at=monday, ahead=AHEAD + (now - monday))
    _extra(teams, now)
    for clinic in clinics:
        _leave(clinic, [team for team in teams if team.clinic == clinic], now)


def _open(clinics: Sequence[Clinic]) -> None:
    rows = [
        (clinic.pk, day, first, last)
        for clinic in clinics
        for day in range(DAYS)
        for first, last in OPEN
    ]
    names = ("clinic_id", "weekday", "from_minute", "until_minute")
    OpeningHours.objects.bulk_create(
        OpeningHours(**dict(zip(names, row, strict=True))) for row in rows
    )


def _teams(clinic: Clinic, now: datetime) -> Iterator[Team]:
    """Each doctor of a clinic with the next four assistants of it."""
    helpers = iter(_holding(clinic, Role.ASSISTANT))
    chairs = iter(clinic.chairs.order_by("name").values_list("pk", flat=True))
    for place, doctor in enumerate(_holding(clinic, Role.DOCTOR)):
        since = moment(clinic.day_of(now), 0, clinic.zone)
        mine = Appointment.objects.due().filter(doctor=doctor, clinic=clinic)
        due = list(mine.filter(starts_at__gte=since))
        fullness = Counter(clinic.day_of(one.starts_at).weekday() for one in due)
        emptiest = sorted(
            range(DAYS), key=lambda day: (fullness[day], (day - place) % DAYS)
        )
        rests_on = frozenset(emptiest[:RESTS])
        crew = tuple(one for _n, one in zip(range(A_TEAM), helpers, strict=False))
        yield Team(
            doctor,
            crew,
            clinic,
            rests_on,
            _beyond(due, rests_on, clinic),
            department=_department(clinic, doctor),
            chair=next(chairs, None),
        )


def _department(clinic: Clinic, doctor: int) -> int | None:
    """The one in which the doctor has seen the most patients."""
    seen = Appointment.objects.filter(clinic=clinic, doctor=doctor)
    named = Counter(seen.exclude(department_name="").values_list("department_name"))
    keys = dict(clinic.departments.values_list("name", "pk"))
    return next(
        (keys[name] for (name,), _n in named.most_common() if name in keys), None
    )


def _beyond(
    due: Sequence[Appointment], rests_on: frozenset[int], clinic: Clinic
) -> frozenset[tuple[date, tuple[int, int]]]:
    """The parts of days that somebody's time falls into and the ordinary week not."""
    parts = set()
    for one in due:
        day = clinic.day_of(one.starts_at)
        for part in PARTS:
            during = _span(clinic, day, part)
            meets = one.starts_at < during.upper and one.ends_at > during.lower
            if meets and (part == EVENING or day.weekday() in rests_on):
                parts.add((day, part))
    return frozenset(parts)


def _holding(clinic: Clinic, role: str) -> list[int]:
    posts = Post.objects.filter(clinic=clinic, role=role).order_by("staff")
    return list(posts.values_list("staff", flat=True))


Row = tuple[int, int, str, int, int, int, int | None, int | None]


def _weeks(teams: Sequence[Team]) -> Iterator[Row]:
    for team in teams:
        for staff, role in team.people:
            room = team.room_of(staff)
            for day in set(range(DAYS)) - team.rests_on:
                for first, last in ORDINARY:
                    yield staff, team.clinic.pk, role, day, first, last, *room


def _desks(clinics: Sequence[Clinic]) -> Iterator[Row]:
    for clinic in clinics:
        for role in sorted(AT_THE_DESK):
            for place, staff in enumerate(_holding(clinic, role)):
                for day in set(range(DAYS)) - {(SUNDAY - place) % DAYS}:
                    for first, last in ORDINARY:
                        yield staff, clinic.pk, role, day, first, last, None, None


def _patterns(rows: Sequence[Row], since: date, now: datetime) -> None:
    names = (
        *("staff_id", "clinic_id", "role", "weekday", "from_minute", "until_minute"),
        *("department_id", "chair_id"),
    )
    columns = dict(zip(names, map(list, zip(*rows, strict=True)), strict=True))
    size = len(rows)
    copy(Pattern, columns | {"since_on": [since] * size, "at": [now] * size})


def _extra(teams: Sequence[Team], now: datetime) -> None:
    """The parts of days on which a team would rest but somebody expects its doctor."""
    shifts, changes = [], []
    for team in teams:
        last = team.clinic.day_of(now + AHEAD)
        parts = sorted(one for one in team.extra if one[0] <= last)
        for (day, part), (staff, role) in product(parts, team.people):
            during = _span(team.clinic, day, part)
            whose = {"staff_id": staff, "clinic": team.clinic}
            told = {"what": What.ADDED, "now": during, "why": "有患者预约", "at": now}
            department, chair = team.room_of(staff)
            room = {"department_id": department, "chair_id": chair}
            shifts.append(Shift(**whose, **room, role=role, during=during))
            changes.append(RosterChange(**whose, **told))
    Shift.objects.bulk_create(shifts, batch_size=1000)
    RosterChange.objects.bulk_create(changes, batch_size=1000)


def _leave(clinic: Clinic, teams: Sequence[Team], now: datetime) -> None:
    """A doctor for an hour, half the assistants for another, one for a week."""
    today = clinic.day_of(now)
    here = [team for team in teams if team.is_in(today)]
    away: list[tuple[int, Kind, str, DateTimeTZRange]] = []
    free = [team.doctor for team in here if _is_free(team, today)]
    hour = _span(clinic, today, FEW_DOCTORS)
    away += [(one, Kind.COURSE, "病例讨论", hour) for one in free[:1]]
    hour = _span(clinic, today, FEW_ASSISTANTS)
    helpers = [one for team in here for one in team.assistants[:2]]
    away += [(one, Kind.COURSE, "感控培训", hour) for one in helpers]
    week = span(
        moment(today + timedelta(days=1), 0, clinic.zone),
        moment(today + timedelta(days=DAYS), 0, clinic.zone),
    )
    away += [(team.assistants[-1], Kind.ANNUAL, "", week) for team in teams[:1]]
    Leave.objects.bulk_create(
        Leave(staff_id=staff, kind=kind, note=note, during=during, at=now)
        for staff, kind, note, during in away
        if during.upper > now
    )


def _is_free(team: Team, day: date) -> bool:
    """Nobody expects the doctor in the hour kept for a talk."""
    hour = _span(team.clinic, day, FEW_DOCTORS)
    around = {"starts_at__gt": hour.lower - timedelta(hours=2)}
    due = Appointment.objects.due().filter(doctor=team.doctor, **around)
    return not any(
        one.starts_at < hour.upper and one.ends_at > hour.lower
        for one in due.filter(starts_at__lt=hour.upper)
    )


def _span(clinic: Clinic, day: date, stretch: tuple[int, int]) -> DateTimeTZRange:
    first, last = stretch
    return span(moment(day, first, clinic.zone), moment(day, last, clinic.zone))
