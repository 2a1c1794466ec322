"""What whoever plans the roster does, each with a request that carries it out."""

from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from renxin.clinics.models import SpecialDay
from renxin.rosters.models import Leave, Pattern, Shift
from renxin.rosters.models.leave import Kind
from renxin.rosters.spans import span
from renxin.staff.roles import Role
from tests.cast import employed
from tests.faults.asked import as_role

NOTICE = "\n".join(f"2029-02-{day},休,春节" for day in range(10, 20))


def ahead(days=5, hour=2):
    """A moment some days from now, in the morning of Shanghai."""
    day = timezone.now() + timedelta(days=days)
    return day.replace(hour=hour, minute=0, second=0, microsecond=0)


def shift_of(world, staff, days=5):
    return Shift.objects.create(
        staff=staff,
        clinic=world["clinic"],
        role=Role.DOCTOR,
        during=span(ahead(days), ahead(days, 6)),
    )


def own_shift(world):
    return shift_of(world, world["people"][Role.DOCTOR])


def planned(name, data, *args):
    return lambda world: as_role(world, Role.MANAGER, name, data(world), *args)


def new_shift(world):
    doctor = world["people"][Role.DOCTOR]
    hours = {"starts": "08:00", "ends": "12:00", "day": ahead().date()}
    return {"staff": doctor.pk, "role": "DOCTOR"} | hours


def new_leave(world):
    day = {"first": ahead().date(), "last": ahead().date()}
    half = {"first_from": "MORNING", "last_until": "NOON"}
    return {"staff": world["people"][Role.DOCTOR].pk, "kind": "ANNUAL"} | day | half


def new_pattern(world):
    hours = {"starts": "08:00", "ends": "12:00", "every": 1, "weekdays": [1, 3]}
    since = {"since_on": ahead().date()}
    doctor = {"staff": world["people"][Role.DOCTOR].pk, "role": "DOCTOR"}
    return doctor | hours | since


def about_shift(name, data):
    def request(world):
        return as_role(world, Role.MANAGER, name, data, own_shift(world).pk)

    return request


def swap(world):
    chen = employed("chen", "陈知夏", Role.DOCTOR, world["clinic"])
    hers = shift_of(world, chen)
    mine = own_shift(world)
    return as_role(world, Role.MANAGER, "rosters:swap", {"other": hers.pk}, mine.pk)


def take_back(world):
    leave = Leave.objects.create(
        staff=world["people"][Role.DOCTOR],
        kind=Kind.ANNUAL,
        during=span(ahead(), ahead(6)),
        at=timezone.now(),
    )
    return as_role(world, Role.MANAGER, "rosters:leave", {"why": "好了"}, leave.pk)


def end(world):
    pattern = Pattern.objects.create(
        staff=world["people"][Role.DOCTOR],
        clinic=world["clinic"],
        role=Role.DOCTOR,
        weekday=1,
        from_minute=480,
        until_minute=720,
        since_on=ahead().date(),
        at=timezone.now(),
    )
    told = {"on": ahead(9).date()}
    return as_role(world, Role.MANAGER, "rosters:pattern", told, pattern.pk)


def hours(world):
    clinic = world["clinic"]
    told = {"version": clinic.version, "from_0_0": "08:30", "until_0_0": "17:30"}
    return as_role(world, Role.MANAGER, "clinics:hours", told, clinic.pk)


def special(world):
    told = {"day": ahead().date(), "label": "设备检修"}
    return as_role(world, Role.MANAGER, "clinics:special", told, world["clinic"].pk)


def special_end(world):
    day = {"day": ahead().date(), "label": "设备检修"}
    one = SpecialDay.objects.create(clinic=world["clinic"], **day)
    return as_role(world, Role.MANAGER, "clinics:special_end", {}, one.pk)


def notice(world):
    """A file is read once, so every sending has its own."""

    def table():
        return {"table": SimpleUploadedFile("2029.csv", NOTICE.encode(), "text/csv")}

    return as_role(world, Role.MANAGER, "clinics:notice", table)


ROSTERS = {
    "rosters:band": planned(
        "rosters:band", lambda _world: {"at_least": "2", "at_most": "4"}
    ),
    "rosters:new_shift": planned("rosters:new_shift", new_shift),
    "rosters:shift": about_shift("rosters:shift", {"starts": "09:00", "ends": "13:00"}),
    "rosters:drop": about_shift("rosters:drop", {"why": "停诊"}),
    "rosters:swap": swap,
    "rosters:new_leave": planned("rosters:new_leave", new_leave),
    "rosters:leave": take_back,
    "rosters:new_pattern": planned("rosters:new_pattern", new_pattern),
    "rosters:pattern": end,
    "clinics:hours": hours,
    "clinics:special": special,
    "clinics:special_end": special_end,
    "clinics:notice": notice,
}
