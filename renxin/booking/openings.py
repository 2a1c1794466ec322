"""The search for a time at which everybody and everything needed is free.

Working time less leave less what is taken, as multiranges, one row a doctor; the
starts that fit into what is left, soonest first; and for each, until enough are
found, a free chair, assistants and a device. Days are looked at in stretches that
double, so that the usual answer, this week, costs little.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection

from renxin.booking.terms import Place
from renxin.booking.wish import Offer, Wish
from renxin.clinics.models import Chair, Equipment
from renxin.staff.models import Staff

SEARCH = Path(__file__).with_name("openings.sql").read_text("utf-8")
ENOUGH = 12
# What is taken in the morning may be taken up a little before midnight.
WIDEST = timedelta(hours=1)
FIVE_MINUTES = timedelta(minutes=5)
# A quarter of an hour has three starts, and one of them is kept.
GRID = 3
SOONER = 3
Row = tuple[Any, ...]


def search(wish: Wish, *, at: datetime, enough: int = ENOUGH) -> list[Offer]:
    """Places that fit, soonest first."""
    found: list[Offer] = []
    if wish.not_before >= wish.not_after:
        return found
    for days in stretches(wish, at=at):
        found += _on(wish, days, at=at, enough=enough - len(found))
        if len(found) >= enough:
            break
    return found


def ranked(
    wish: Wish,
    named: tuple[Staff, ...],
    *,
    at: datetime,
    enough: int = ENOUGH,
    look: Callable[..., list[Offer]] = search,
) -> list[Offer]:
    """The soonest with those asked for by name, then sooner ones with others.

    Who is asked for by name need not be of the department the others must be of. A
    third of the places is kept for the sooner ones, where there are any.
    """
    with_them = replace(wish, doctors=named, department=None)
    theirs = [
        replace(offer, is_with_the_named=True)
        for offer in look(with_them, at=at, enough=enough)
    ]
    not_with = {*wish.not_with, *(one.pk for one in named)}
    last = theirs[0].place if theirs else None
    sooner = replace(
        wish, not_with=not_with, last_day=last.day if last else wish.last_day
    )
    others = [
        offer
        for offer in look(sooner, at=at, enough=enough)
        if last is None or offer.place.starts_at < last.starts_at
    ]
    room = max(enough - len(others), enough - enough // SOONER)
    return (theirs[:room] + others)[:enough]


def stretches(wish: Wish, *, at: datetime) -> Iterator[list[date]]:
    """Days to look at together: one, then two, four and so on."""
    day = max(wish.first_day, wish.clinic.day_of(at))
    left = (wish.last_day - day).days + 1
    days = [day + timedelta(days=n) for n in range(left)]
    fitting = [day for day in days if day.weekday() in wish.weekdays]
    first, length = 0, 1
    while first < len(fitting):
        yield fitting[first : first + length]
        first, length = first + length, length * 2


def _on(wish: Wish, days: list[date], *, at: datetime, enough: int) -> list[Offer]:
    asked: dict[str, Any] = {
        "clinic": wish.clinic.pk,
        "zone": wish.clinic.zone,
        "days": days,
        "now": at,
        "widest": WIDEST,
        "not_before": wish.not_before,
        "not_after": wish.not_after,
        "doctors": [one.pk for one in wish.doctors],
        "department": wish.department.pk if wish.department else None,
        "not_with": sorted(wish.not_with),
        "length": timedelta(minutes=wish.minutes),
        "preparation": wish.preparation,
        "cleanup": wish.cleanup,
        "chairs": int(wish.chair),
        "assistants": wish.assistants,
        "device_kind": wish.device_kind,
        "enough": enough * GRID,
    }
    with connection.cursor() as cursor:
        cursor.execute(SEARCH, asked)
        rows = list(thinned(cursor.fetchall()))[:enough]
    return list(_offers(wish, rows))


def thinned(rows: list[Row]) -> Iterator[Row]:
    """Of starts five minutes apart, the first of a gap and those on a quarter."""
    seen: set[tuple[datetime, int]] = set()
    for row in rows:
        starts_at, doctor = row[0], row[1]
        on_a_quarter = starts_at.minute % 15 == 0
        if on_a_quarter or (starts_at - FIVE_MINUTES, doctor) not in seen:
            yield row
        seen.add((starts_at, doctor))


def _offers(wish: Wish, rows: list[Row]) -> Iterator[Offer]:
    staff = Staff.objects.in_bulk(
        {pk for row in rows for pk in (row[1], *(row[3] or ()))}
    )
    chairs = Chair.objects.in_bulk({row[2] for row in rows if row[2]})
    devices = Equipment.objects.in_bulk({row[4] for row in rows if row[4]})
    zone = ZoneInfo(wish.clinic.zone)
    for starts_at, doctor, chair, assistants, device in rows:
        place = Place(
            clinic=wish.clinic,
            starts_at=starts_at.astimezone(zone),
            minutes=wish.minutes,
            doctor=staff[doctor],
            assistants=tuple(staff[pk] for pk in assistants or ()),
            chair=chairs.get(chair),
            devices=(devices[device],) if device else (),
            preparation=wish.preparation,
            cleanup=wish.cleanup,
        )
        yield Offer(place=place, is_with_the_named=False)
