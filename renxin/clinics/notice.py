"""The notice of the State Council on a year's days off, as a table of three columns.

    date,day,holiday
    2027-02-06,off,春节
    2027-02-20,work,春节

It names what differs from an ordinary week; every other day of the year follows
the day of the week. It says so for the whole year, so it is taken whole or not.
"""

import csv
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from renxin.clinics.facts import CalendarSet
from renxin.clinics.models import CalendarDay
from renxin.clinics.models.calendar_day import CHINA, Kind, Status
from renxin.clinics.refusals import UnreadableNotice
from renxin.clinics.workdays import each, ordinary, statutory
from renxin.journal import book

COLUMNS, FEWEST, LABEL_LENGTH = 3, 7, 40
OFF, WORK = {"off", "rest", "休", "放假"}, {"work", "班", "上班"}
HEADS = {"date", "日期"}


@dataclass(frozen=True)
class Notice:
    """What differs from an ordinary week in one year: off or not, and for what."""

    year: int
    days: dict[date, tuple[bool, str]]


def read(content: bytes) -> Notice:
    days: dict[date, tuple[bool, str]] = {}
    for number, cells in enumerate(csv.reader(_text(content).splitlines()), start=1):
        row = [cell.strip() for cell in cells]
        if not any(row) or (number == 1 and row[0].lower() in HEADS):
            continue
        day, is_off, label = _row(number, row)
        if day in days:
            raise UnreadableNotice.line(number, _("this day stands there twice."))
        days[day] = (is_off, label)
    years = {day.year for day in days}
    if len(years) != 1:
        raise UnreadableNotice(_("A notice is about the days of one year."))
    off = sum(is_off for is_off, _label in days.values())
    if off < FEWEST:
        raise UnreadableNotice(_("A year has more days off than that. Is this all?"))
    return Notice(years.pop(), days)


@transaction.atomic
def take(notice: Notice, *, source: str, by_id: int, at: datetime) -> CalendarSet:
    """Make the year official, in place of whatever stood there."""
    first, last = date(notice.year, 1, 1), date(notice.year, 12, 31)
    CalendarDay.objects.filter(region=CHINA).within(first, last).delete()
    rows = [_made(day, notice, source) for day in each(first, last)]
    CalendarDay.objects.bulk_create(rows)
    made_up = sum(row.kind == Kind.MAKE_UP for row in rows)
    fact = CalendarSet(
        at=at,
        by_id=by_id,
        year=notice.year,
        days_off=sum(is_off for is_off, _label in notice.days.values()),
        make_up_days=made_up,
    )
    book.record(fact)
    return fact


def _text(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        return content.decode("gb18030")
    except UnicodeDecodeError as error:
        raise UnreadableNotice(_("This is not a table of text.")) from error


def _row(number: int, row: list[str]) -> tuple[date, bool, str]:
    if len(row) < COLUMNS or not row[2]:
        wrong = _("it takes a date, off or work, and the name of the holiday.")
        raise UnreadableNotice.line(number, wrong)
    try:
        day = date.fromisoformat(row[0].replace("/", "-"))
    except ValueError as error:
        wrong = _("%(typed)s is no date such as 2027-02-06.") % {"typed": row[0][:20]}
        raise UnreadableNotice.line(number, wrong) from error
    if row[1].lower() not in OFF | WORK:
        wrong = _("%(typed)s is neither off nor work.") % {"typed": row[1][:20]}
        raise UnreadableNotice.line(number, wrong)
    return day, row[1].lower() in OFF, row[2][:LABEL_LENGTH]


def _made(day: date, notice: Notice, source: str) -> CalendarDay:
    is_off, label = notice.days.get(day, (ordinary(day) == Kind.WEEKEND, ""))
    kind = ordinary(day)
    if label and is_off:
        law = statutory(day.year)
        kind = Kind.HOLIDAY if day in law or kind == Kind.WEEKEND else Kind.BRIDGE
    elif label:
        kind = Kind.MAKE_UP
    return CalendarDay(
        day=day,
        is_workday=not is_off,
        kind=kind,
        label=label,
        source=source[:80],
        status=Status.OFFICIAL,
    )
