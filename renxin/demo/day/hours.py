"""The hours of a day in one clinic: everybody's way, in the order of the clock."""

import heapq
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from random import Random

from django.db import transaction

from renxin.demo.day.people import People
from renxin.demo.day.walk import Walk
from renxin.visits.models import Visit


def as_it_is_due(due: datetime) -> datetime:
    return due


@dataclass
class Hours:
    """What is still to happen, the soonest first, and what the clock says then."""

    people: People
    rng: Random
    clock: Callable[[datetime], datetime] = as_it_is_due
    due: list[tuple[datetime, int, Walk]] = field(default_factory=list)

    def expect(self, visit: Visit, *, at: datetime) -> None:
        walk = Walk(visit, self.people, self.rng)
        heapq.heappush(self.due, (at, visit.pk, walk))

    def run_until(self, moment: datetime) -> int:
        """Let happen what is due by then; how many things there were."""
        happened = 0
        while self.due and self.due[0][0] <= moment:
            due, key, walk = heapq.heappop(self.due)
            with transaction.atomic():
                wait = walk.go_on(self.clock(due))
            happened += 1
            if wait is not None:
                heapq.heappush(self.due, (due + wait, key, walk))
        return happened
