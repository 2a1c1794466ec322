"""A protocol as it was written: read, checked, and ready to be kept as a version."""

from dataclasses import dataclass
from datetime import time
from functools import lru_cache
from typing import Any

from django.utils.translation import get_language

from renxin.protocols.kinds import Again, Kind
from renxin.protocols.language import reading, sense, shape
from renxin.protocols.language.lengths import Length
from renxin.protocols.language.reading import Unreadable

NOT_OLDER, NONE = "3 days", "0 hours"


@dataclass(frozen=True)
class Words:
    zh: str
    en: str

    def __str__(self) -> str:
        """In the language of the screen it is read on."""
        return self.zh if (get_language() or "").startswith("zh") else self.en


@dataclass(frozen=True)
class Trigger:
    """What begins it: a fact, a list that time makes, what was agreed, or a hand."""

    fact: str
    list_name: str
    ahead: str
    where: dict[str, Any]
    did: tuple[str, ...]
    not_older: Length

    @property
    def by_hand(self) -> bool:
        return not (self.fact or self.list_name or self.ahead)

    @property
    def wants(self) -> str:
        """By which name a line of the journal finds it."""
        return self.fact or self.ahead


@dataclass(frozen=True)
class Before:
    """When, counted back from what was agreed; and until when it is of any use."""

    length: Length
    clock: time | None
    until: Length | time
    # Nobody is told what they agreed to so shortly before.
    known_for: Length


@dataclass(frozen=True)
class Step:
    """One contact: when, and which promise with which script, or which message."""

    code: str
    after: Length
    window: Length
    before: Before | None
    unless: tuple[str, ...]
    working_days: bool
    topic: str
    promise: str
    owner: str
    what: Words


@dataclass(frozen=True)
class Written:
    code: str
    name: Words
    purpose: Words
    kind: Kind
    priority: int
    trigger: Trigger
    again: Again
    only_if: tuple[str, ...]
    unless: tuple[str, ...]
    steps: tuple[Step, ...]
    stop: tuple[str, ...]
    hold_out: int
    strata: tuple[str, ...]
    source: str


@lru_cache(maxsize=256)
def read(text: str) -> Written:
    """Or every reason why not, each with its line; what is read is never changed."""
    value = reading.read(text)
    found = shape.problems(value) or sense.problems(value)
    if found:
        raise Unreadable(*found)
    told = value.plain
    trial = told.get("trial", {})
    return Written(
        code=told["protocol"],
        name=Words(**told["name"]),
        purpose=Words(**told["purpose"]),
        kind=Kind(told["kind"].upper()),
        priority=told["priority"],
        trigger=_trigger(told["trigger"]),
        again=Again(told.get("again", _usual(told)).upper()),
        only_if=tuple(told.get("only_if", ())),
        unless=tuple(told.get("unless", ())),
        steps=tuple(step for one in told["steps"] for step in _steps(one)),
        stop=tuple(told["stop"]),
        hold_out=trial.get("hold_out", 0),
        strata=tuple(trial.get("strata", ())),
        source=told["source"],
    )


def _usual(told: dict[str, Any]) -> str:
    """Two appointments are two; whatever else begins anew takes the place."""
    return "beside" if "ahead" in told["trigger"] else "replace"


def _trigger(told: dict[str, Any]) -> Trigger:
    return Trigger(
        fact=told.get("fact", ""),
        list_name=told.get("list", ""),
        ahead=told.get("ahead", ""),
        where=told.get("where", {}),
        did=tuple(told.get("did", ())),
        not_older=Length.of(told.get("not_older_than", NOT_OLDER)),
    )


def _steps(told: dict[str, Any]) -> list[Step]:
    """A step that comes again is as many steps as it comes times."""
    times = told.get("times", 1)
    return [_step(told, number, times) for number in range(times)]


def _step(told: dict[str, Any], number: int, times: int) -> Step:
    after = Length.of(told.get("after", NONE))
    if number:
        every = Length.of(told["every"])
        after = Length(after.number + every.number * number, after.unit)
    return Step(
        code=f"{told['step']}-{number + 1}" if times > 1 else told["step"],
        after=after,
        window=Length.of(told.get("window", NONE)),
        before=_before(told) if "before" in told else None,
        unless=tuple(told.get("unless", ())),
        working_days=told.get("working_days", False),
        topic=told.get("script") or told.get("message", ""),
        promise=told.get("promise", ""),
        owner=told.get("owner", ""),
        what=Words(**told.get("what", {"zh": "", "en": ""})),
    )


def _before(told: dict[str, Any]) -> Before:
    until = told["until"]
    return Before(
        length=Length.of(told["before"]),
        clock=time.fromisoformat(told["at"]) if "at" in told else None,
        until=time.fromisoformat(until) if ":" in until else Length.of(until),
        known_for=Length.of(told.get("known_for", NONE)),
    )
