"""One line of everything that happened with a patient, the newest first."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils.dateparse import parse_datetime
from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy as _

from renxin.desk.typed import number_in
from renxin.journal.facts import kinds
from renxin.journal.models import Entry
from renxin.staff.models import Staff

PAGE = 30
MOST = 200  # of a page that has stood open while much happened

# Which facts belong to a filter, by how their names begin.
FILTERS: dict[str, tuple[LazyText, tuple[str, ...]]] = {
    "all": (_("All"), ()),
    "visits": (_("Visits"), ("visits.", "booking.")),
    "contact": (_("Contact"), ("promises.", "followup.", "outreach.", "voice.")),
    "feedback": (_("Feedback"), ("feedback.",)),
}


@dataclass(frozen=True)
class Line:
    """One fact as the page tells it."""

    pk: int
    at: datetime
    title: str
    telling: str
    icon: str
    who: str
    by_patient: bool


@dataclass(frozen=True)
class Stretch:
    """A page of the line, and where the next one begins."""

    lines: list[Line]
    chosen: str
    before: str
    is_newest: bool = True


def stretch(record_ids: list[int], *, chosen: str = "all", before: str = "") -> Stretch:
    """A page of lines over all records of one person."""
    chosen = chosen if chosen in FILTERS else "all"
    entries = _entries(record_ids, chosen)
    earlier = _earlier(before)
    rows = list(entries.filter(earlier)[: PAGE + 1] if earlier else entries[: PAGE + 1])
    lines = [line for entry in rows[:PAGE] if (line := _line(entry))]
    last = rows[PAGE - 1] if len(rows) > PAGE else None
    mark = f"{last.at.isoformat()}_{last.pk}" if last else ""
    return Stretch(lines, chosen, mark, is_newest=earlier is None)


def newest(record_ids: list[int], *, chosen: str, down_to: str) -> Stretch:
    """The line from now down to a mark: an open page that asks again loses nothing."""
    earlier = _earlier(down_to)
    if earlier is None:
        return stretch(record_ids, chosen=chosen)
    chosen = chosen if chosen in FILTERS else "all"
    entries = _entries(record_ids, chosen).exclude(earlier)[:MOST]
    lines = [line for entry in entries if (line := _line(entry))]
    return Stretch(lines, chosen, down_to)


def _entries(record_ids: list[int], chosen: str) -> QuerySet[Any]:
    entries = Entry.objects.filter(patient_id__in=record_ids)
    entries = entries.uncontradicted(record_ids).newest_first()
    beginnings = FILTERS[chosen][1]
    if beginnings:
        entries = entries.filter(_any_begins(beginnings))
    else:
        entries = entries.exclude(fact__in=_steps())
    name = Staff.objects.filter(pk=OuterRef("by_id")).values("name")
    return entries.annotate(who=Subquery(name))


def _line(entry: Entry) -> Line | None:
    fact = entry.told()
    if fact is None:
        return None
    return Line(
        pk=entry.pk,
        at=entry.at,
        title=str(fact.title),
        telling=fact.telling(),
        icon=fact.icon,
        who=getattr(entry, "who", None) or "",
        by_patient=fact.by_patient,
    )


def _steps() -> list[str]:
    """The stations of a single day would bury all the years before it."""
    return [kind.name for kind in kinds.values() if kind.is_step]


def _any_begins(beginnings: tuple[str, ...]) -> Q:
    chosen = Q()
    for beginning in beginnings:
        chosen |= Q(fact__startswith=beginning)
    return chosen


def _earlier(before: str) -> Q | None:
    """The keyset condition; a mark that cannot be read means from the newest."""
    moment, _sep, number = before.partition("_")
    try:
        at = parse_datetime(moment)
    except ValueError:
        return None
    pk = number_in(number)
    if at is None or at.tzinfo is None or pk is None:
        return None
    return Q(at__lt=at) | Q(at=at, pk__lt=pk)
