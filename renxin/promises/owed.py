"""What one person owes, read source by source: each source is the head of one index.

Asked as one question, "mine or my role's" is sorted through whole, however little of
it is shown.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from renxin.promises.models import Promise
from renxin.promises.models.owned import sources
from renxin.promises.models.promise import PromiseQuerySet
from renxin.staff.models import Staff

# Beyond this a number is told as “200+”: nobody plans a day by the exact one.
COUNTED = 200
BY_TIME = ("due_at", "pk")


def so_many(number: int) -> str:
    return f"{COUNTED}+" if number >= COUNTED else str(number)


def heads(
    promises: PromiseQuerySet,
    asked: Sequence[Q],
    *columns: str,
    order: Sequence[str] = BY_TIME,
    most: int = COUNTED,
) -> list[QuerySet[Any, Any]]:
    """The first of each source, in order."""
    return [
        promises.filter(one).order_by(*order).values(*columns)[:most] for one in asked
    ]


def together(parts: Sequence[QuerySet[Any, Any]]) -> QuerySet[Any, Any]:
    first, *others = parts
    return first.union(*others, all=True) if others else first


def late_count(staff: Staff, *, at: datetime) -> int:
    """How many of a person's promises are late, up to what is counted."""
    late = Promise.objects.visible_to(staff).late(at=at)
    return min(together(heads(late, sources(staff), "pk")).count(), COUNTED)
