"""What is still open of what a patient signed for: money, sittings, bookings."""

from collections.abc import Iterable
from dataclasses import dataclass

from renxin.plans.models import AcceptedItem


@dataclass(frozen=True)
class StillOpen:
    """Of all that was accepted and is not done; nought where there is nothing."""

    money_fen: int = 0
    sittings: int = 0
    unbooked: int = 0

    def __bool__(self) -> bool:
        return self.sittings > 0

    def __add__(self, other: "StillOpen") -> "StillOpen":
        return StillOpen(
            self.money_fen + other.money_fen,
            self.sittings + other.sittings,
            self.unbooked + other.unbooked,
        )


def still_open(record_ids: Iterable[int]) -> StillOpen:
    """Of one person, under whichever of their records: one query."""
    theirs = AcceptedItem.objects.open().filter(item__plan__patient__in=record_ids)
    return sum(map(_of, theirs.select_related("item")), StillOpen())


def of_plans(plan_ids: Iterable[int]) -> dict[int, StillOpen]:
    """Of each of these plans that has something open: one query."""
    found: dict[int, StillOpen] = {}
    theirs = AcceptedItem.objects.open().filter(item__plan__in=plan_ids)
    for one in theirs.select_related("item"):
        plan_id = one.item.plan_id
        found[plan_id] = found.get(plan_id, StillOpen()) + _of(one)
    return found


def _of(one: AcceptedItem) -> StillOpen:
    """An item counts whole until its last sitting took place: no ledger of ours."""
    return StillOpen(one.item.total_fen, one.still_open(), one.still_unbooked())
