"""The day of one person: what is late, due and next, and what they kept already."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Case, Count, F, Q, QuerySet, Value, When, Window
from django.db.models.functions import RowNumber

from renxin.promises import policy
from renxin.promises.kinds import Kind
from renxin.promises.models import Ending, Promise
from renxin.promises.models.ending import How
from renxin.promises.rows import Row, State, row_of, told_in_full
from renxin.promises.windows import start_of_day
from renxin.staff.models import Staff

# A row carries its words and keys; of more than these a list is quicker.
SHOWN = 40
A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Group:
    """The promises of one state: some of them, and how many there are."""

    state: State
    rows: list[Row]
    total: int

    @property
    def more(self) -> int:
        return self.total - len(self.rows)


@dataclass(frozen=True)
class Board:
    """Everything a person owes today, in the order to take it up."""

    late: Group
    due: Group
    next: Group
    told_upward: list[Row]
    kept: list[Ending]

    @property
    def total(self) -> int:
        groups = (self.late, self.due, self.next)
        return len(self.kept) + sum(group.total for group in groups)

    @property
    def first(self) -> int | None:
        """The promise that stands open, so that its keys work at once."""
        groups = (self.late.rows, self.told_upward, self.due.rows, self.next.rows)
        return next((row.promise.pk for rows in groups for row in rows), None)

    @property
    def is_empty(self) -> bool:
        return not (self.told_upward or self.total > len(self.kept))


def board_of(staff: Staff, *, at: datetime, zone: str) -> Board:
    today = start_of_day(at, zone)
    ranked = list(_ranked(staff, at=at, until=start_of_day(at + A_DAY, zone)))
    mine = {promise.pk for promise in ranked}
    totals = {promise.standing: promise.total for promise in ranked}
    rows = [row_of(one, at=at) for one in _in_full(mine, staff)]
    told = [row for row in rows if row.promise.pk not in mine]

    def group(state: State) -> Group:
        owned = [row for row in rows if row.promise.pk in mine and row.state == state]
        return Group(state, owned, totals.get(state, 0))

    return Board(
        late=group(State.LATE),
        due=group(State.DUE),
        next=group(State.NEXT),
        told_upward=told,
        kept=_kept(staff, since=today),
    )


def _ranked(staff: Staff, *, at: datetime, until: datetime) -> QuerySet[Any]:
    """The first few of each state with the number of all, in one query."""
    owed = Promise.objects.visible_to(staff).of(staff).open()
    return (
        owed.filter(due_from__lt=until)
        .annotate(
            standing=Case(
                When(due_at__lt=at, then=Value(State.LATE)),
                When(due_from__lte=at, then=Value(State.DUE)),
                default=Value(State.NEXT),
            )
        )
        .annotate(
            place=Window(RowNumber(), [F("standing")], ["due_at", "pk"]),
            total=Window(Count("pk"), [F("standing")]),
        )
        .filter(place__lte=SHOWN)
        .only("pk")
    )


def _in_full(mine: set[int], staff: Staff) -> QuerySet[Promise]:
    wanted = Q(pk__in=mine)
    if staff.roles() & _told_roles():
        told = Promise.objects.visible_to(staff).told_upward_to(staff).open()
        wanted |= Q(pk__in=told.order_by("due_at").values("pk")[:SHOWN])
    return told_in_full(Promise.objects.filter(wanted)).order_by("due_at", "pk")


def _told_roles() -> frozenset[str]:
    steps = (step for kind in Kind for step in policy.lateness(kind).upward)
    return frozenset(step.to_role for step in steps)


def _kept(staff: Staff, *, since: datetime) -> list[Ending]:
    kept = Ending.objects.filter(by=staff, how=How.KEPT, at__gte=since)
    return list(kept.select_related("promise__patient").order_by("-at"))
