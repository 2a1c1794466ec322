"""The columns of a day: by doctor, by chair, by device, by department."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from renxin.booking.calendar.booked import Booked, Taken
from renxin.booking.calendar.cards import Card, Reading, beside, card_of, kept_card
from renxin.booking.calendar.duty import Block, Duty
from renxin.booking.kinds import As
from renxin.clinics.models import Chair, Clinic, Department, Equipment


class By(StrEnum):
    """What the columns of a day stand for."""

    DOCTOR = "doctor"
    CHAIR = "chair"
    DEVICE = "device"
    DEPARTMENT = "department"


LABELS: dict[By, LazyText] = {
    By.DOCTOR: gettext_lazy("Doctors"),
    By.CHAIR: gettext_lazy("Chairs"),
    By.DEVICE: gettext_lazy("Devices"),
    By.DEPARTMENT: gettext_lazy("Departments"),
}


# Where a stretch of taken time says whose or what it is.
FIELDS = {By.DOCTOR: "staff_id", By.CHAIR: "chair_id", By.DEVICE: "equipment_id"}


@dataclass
class Column:
    """One column: whose or what it is, its cards, and when nobody is booked there."""

    key: str
    title: str
    sub: str = ""
    cards: list[Card] = field(default_factory=list)
    shut: list[Block] = field(default_factory=list)
    # Whose it is, for a form that books into it.
    of: str = ""
    pk: int = 0
    day: date = date.min
    is_today: bool = False
    duty: Duty | None = None


@dataclass(frozen=True)
class Day:
    """All that is known of one day, before it is put into columns."""

    clinic: Clinic
    reading: Reading
    everyone: list[Booked]
    others: list[Taken]
    duties: dict[int, Duty]


def by_doctor(day: Day) -> list[Column]:
    """A column for every doctor at work or booked; the unnamed come last."""
    at_work = [one for one in day.duties.values() if one.is_doctor]
    at_work.sort(key=lambda one: (one.department or "~", one.name))
    columns = {
        one.staff_id: Column(
            key=f"doctor-{one.staff_id}",
            title=one.name,
            sub=one.told(),
            of="doctor",
            pk=one.staff_id,
            duty=one,
        )
        for one in at_work
    }
    rest: dict[str, Column] = {}
    for one in day.everyone:
        column = columns.get(one.doctor_id or 0) or _unrostered(one, rest)
        column.cards.append(card_of(one, column.key, day.reading))
    return _filled([*columns.values(), *rest.values()], day, FIELDS[By.DOCTOR])


def _unrostered(one: Booked, rest: dict[str, Column]) -> Column:
    """Who has patients and no shift is shown all the same."""
    key = f"doctor-{one.doctor_id}" if one.doctor_id else f"named-{one.doctor_name}"
    if key not in rest:
        rest[key] = Column(
            key=key if one.doctor_id else f"unnamed-{len(rest)}",
            title=one.doctor_name or _("No doctor yet"),
            sub=_("no shift") if one.doctor_id else "",
            of="doctor" if one.doctor_id else "",
            pk=one.doctor_id or 0,
        )
    return rest[key]


def by_chair(day: Day) -> list[Column]:
    chairs = Chair.objects.filter(clinic=day.clinic)
    rows = list(chairs.values_list("pk", "name", "department__name"))
    columns = {
        pk: Column(f"chair-{pk}", name, sub=department or "", of="chair", pk=pk)
        for pk, name, department in sorted(rows, key=lambda row: counted(row[1]))
    }
    without = Column(key="chair-0", title=_("No chair yet"))
    for one in day.everyone:
        ids = [time.chair_id for time in one.of(As.CHAIR)]
        for column in [columns[pk] for pk in ids if pk in columns] or [without]:
            column.cards.append(card_of(one, column.key, day.reading))
    shown = [*columns.values(), *([without] if without.cards else [])]
    return _filled(shown, day, FIELDS[By.CHAIR])


def counted(name: str) -> list[tuple[int, str]]:
    """Names in the order people count them: chair 2 stands before chair 10."""
    parts = re.split(r"(\d+)", name)
    return [(int(part) if part.isdecimal() else 0, part) for part in parts]


def by_device(day: Day) -> list[Column]:
    rows = Equipment.objects.filter(clinic=day.clinic).values_list("pk", "name")
    columns = {
        pk: Column(key=f"device-{pk}", title=name, of="device", pk=pk)
        for pk, name in sorted(rows, key=lambda row: counted(row[1]))
    }
    for one in day.everyone:
        for time in one.of(As.DEVICE):
            column = columns.get(time.equipment_id or 0)
            if column:
                column.cards.append(card_of(one, column.key, day.reading))
    return _filled(list(columns.values()), day, FIELDS[By.DEVICE])


def by_department(day: Day) -> list[Column]:
    """Each patient stands in the department their doctor works in that day."""
    rows = Department.objects.filter(clinic=day.clinic).order_by("name", "pk")
    columns = {
        pk: Column(key=f"department-{pk}", title=name)
        for pk, name in rows.values_list("pk", "name")
    }
    without = Column(key="department-0", title=_("Other"))
    for one in day.everyone:
        duty = day.duties.get(one.doctor_id or 0)
        column = columns.get(duty.department_id or 0) if duty else None
        column = column or without
        card = card_of(one, column.key, day.reading)
        column.cards.append(card.also(one.doctor_name))
    for column in (*columns.values(), without):
        column.cards = beside(column.cards)
    at_work = {one.department_id for one in day.duties.values() if one.is_doctor}
    shown = [one for pk, one in columns.items() if one.cards or pk in at_work]
    return [*shown, *([without] if without.cards else [])]


def one_of(day: Day, of: str, pk: int) -> Column:
    """The day of one doctor, chair, device or department."""
    is_room = of == By.DEPARTMENT
    column = Column(key=f"{of}-{pk}", title="", of="" if is_room else of, pk=pk)
    for one in day.everyone:
        if pk in _takes(one, of, day):
            card = card_of(one, column.key, day.reading)
            column.cards.append(card.also(one.doctor_name) if is_room else card)
    if is_room:
        column.cards = beside(column.cards)
        return column
    if of == By.DOCTOR:
        column.duty = day.duties.get(pk, Duty(pk))
    return _filled([column], day, FIELDS[By(of)])[0]


def _takes(one: Booked, of: str, day: Day) -> set[int | None]:
    """Keys of the doctor, the chairs, the devices or the department it is in."""
    if of == By.CHAIR:
        return {time.chair_id for time in one.of(As.CHAIR)}
    if of == By.DEVICE:
        return {time.equipment_id for time in one.of(As.DEVICE)}
    if of == By.DEPARTMENT:
        duty = day.duties.get(one.doctor_id or 0)
        return {duty.department_id} if duty else set()
    return {one.doctor_id}


def _filled(columns: list[Column], day: Day, whose: str) -> list[Column]:
    """Add what else takes up their time: upkeep, a meeting, a second pair of hands."""
    of_column = {column.pk: column for column in columns if column.pk}
    for time, what in _else(day):
        column = of_column.get(getattr(time, whose) or 0)
        if column:
            column.cards.append(kept_card(time, column.key, what, day.reading))
    for column in columns:
        column.cards = beside(column.cards)
    return columns


def _else(day: Day) -> Iterator[tuple[Taken, str]]:
    for time in day.others:
        if time.purpose:
            yield time, time.purpose
        elif time.staff_id:
            yield time, _("At another clinic")
    for one in day.everyone:
        for time in one.of(As.ASSISTANT):
            told = {"name": one.doctor_name}
            yield time, _("Assists %(name)s") % told


MAKERS: dict[By, Callable[[Day], list[Column]]] = {
    By.DOCTOR: by_doctor,
    By.CHAIR: by_chair,
    By.DEVICE: by_device,
    By.DEPARTMENT: by_department,
}
