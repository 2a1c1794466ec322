"""Adverse events and near misses as they were told, and what was learned from them."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from renxin.demo.loading.watch import A_DAY, Watch
from renxin.demo.words import words
from renxin.safety.models import AdverseEvent
from renxin.safety.models.adverse_event import Lesson, Told

EVENING = 17 * 60 + 40
LOOKED_AT_AFTER, CHANGED_WITHIN = 3 * A_DAY, 14 * A_DAY
HOUSES = 3


def write(watch: Watch) -> None:
    """Each happened in one of the houses; the latest wait to be looked at."""
    for number, told in enumerate(words("safety")["event"]):
        if number % HOUSES == watch.house % HOUSES:
            event = _report(watch, told)
            if "learned" in told:
                _learn(watch, event, told)


def _report(watch: Watch, told: dict[str, Any]) -> AdverseEvent:
    day = watch.today - told["days"] * A_DAY
    names = ("what", "could_have", "severity", "place")
    token = UUID(int=watch.rng.getrandbits(128), version=4)
    words_of_it = {name: told[name] for name in names}
    return AdverseEvent.report(
        watch.clinic,
        Told(happened_on=day, token=token, **words_of_it),
        by=watch.assistant() if told["with_name"] else None,
        at=watch.hour(day, EVENING),
    )


def _learn(watch: Watch, event: AdverseEvent, told: dict[str, Any]) -> None:
    at = watch.hour(event.reported_on + LOOKED_AT_AFTER, EVENING)
    due_on = event.reported_on + LOOKED_AT_AFTER + CHANGED_WITHIN
    lesson = Lesson(learned=told["learned"], changes=told["changes"], due_on=due_on)
    written = event.learn(lesson, by=watch.manager, at=at)
    done_at = watch.hour(due_on, EVENING) - timedelta(hours=2)
    if done_at < watch.now:
        written.remedy.put_right(by=watch.manager, at=done_at)
