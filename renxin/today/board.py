"""The day of one person: what is late, due and next, and what they kept already."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet, Value

from renxin.promises import policy
from renxin.promises.kinds import Kind
from renxin.promises.models import Ending, Promise
from renxin.promises.models.ending import How
from renxin.promises.models.owned import sources
from renxin.promises.owed import COUNTED, heads, so_many, together
from renxin.promises.rows import Row, State, row_of, told_in_full
from renxin.promises.windows import start_of_day
from renxin.staff.models import Staff
from renxin.today.own_keys import with_own_keys

# A row carries its words and keys, which is what the page's time goes to; of more
# than these a list is quicker.
SHOWN = {State.LATE: 12, State.DUE: 12, State.NEXT: 6}
TOLD = 12
A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Group:
    """The promises of one state: some of them, and how many, as far as counted."""

    state: State
    rows: list[Row]
    total: int

    @property
    def counted(self) -> str:
        return so_many(self.total)

    @property
    def more(self) -> int:
        return self.total - len(self.rows)

    @property
    def more_counted(self) -> str:
        return f"{self.more}+" if self.total >= COUNTED else str(self.more)


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
    def counted(self) -> str:
        is_all = max(self.late.total, self.due.total, self.next.total) < COUNTED
        return str(self.total) if is_all else f"{self.total}+"

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
    found = _found(staff, at=at, until=start_of_day(at + A_DAY, zone))
    mine = {pk for state, owed in found.items() for pk in owed[: SHOWN[state]]}
    rows = with_own_keys(
        [row_of(one, at=at) for one in _in_full(mine, staff)], staff, at=at
    )
    upward = [row for row in rows if row.promise.pk not in mine]

    def group(state: State) -> Group:
        owned = [row for row in rows if row.promise.pk in mine and row.state == state]
        return Group(state, owned, min(len(found[state]), COUNTED))

    return Board(
        late=group(State.LATE),
        due=group(State.DUE),
        next=group(State.NEXT),
        told_upward=upward,
        kept=_kept(staff, since=today),
    )


def _found(staff: Staff, *, at: datetime, until: datetime) -> dict[State, list[int]]:
    """What is owed in each state, the first first, as far as it is counted."""
    owed = Promise.objects.visible_to(staff).open()
    states = {
        State.LATE: owed.filter(due_at__lt=at),
        State.DUE: owed.filter(due_at__gte=at, due_from__lte=at),
        State.NEXT: owed.filter(due_at__gte=at, due_from__gt=at, due_from__lt=until),
    }
    parts: list[QuerySet[Any, Any]] = []
    for state, promises in states.items():
        named = promises.annotate(standing=Value(state))
        parts += heads(named, sources(staff), "standing", "due_at", "pk")
    found = sorted(together(parts).values_list("standing", "due_at", "pk"))
    # A role held at one clinic and everywhere meets the same promise twice.
    return {
        state: list(dict.fromkeys(pk for standing, _, pk in found if standing == state))
        for state in states
    }


def _in_full(mine: set[int], staff: Staff) -> QuerySet[Promise]:
    wanted = Q(pk__in=mine)
    if staff.roles() & _told_roles():
        told = Promise.objects.visible_to(staff).told_upward_to(staff).open()
        wanted |= Q(pk__in=told.order_by("due_at").values("pk")[:TOLD])
    return told_in_full(Promise.objects.filter(wanted)).order_by("due_at", "pk")


def _told_roles() -> frozenset[str]:
    steps = (step for kind in Kind for step in policy.lateness(kind).upward)
    return frozenset(step.to_role for step in steps)


def _kept(staff: Staff, *, since: datetime) -> list[Ending]:
    kept = Ending.objects.filter(by=staff, how=How.KEPT, at__gte=since)
    return list(kept.select_related("promise__patient").order_by("-at"))
