"""A promise as a desk sees it: how late, whose, and what one can press."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cached_property
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, JSONObject
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from renxin.desk.refusal import Refusal
from renxin.patients.badges import Badge
from renxin.patients.models import Concern, Relation
from renxin.promises import policy
from renxin.promises.badges import badges_of
from renxin.promises.endings import NO_ANSWER, Way, ways_of
from renxin.promises.models import Deferral, OptOut, Promise

AN_HOUR = timedelta(hours=1)
NOON, EVENING = 12, 18


class State(StrEnum):
    """Where a promise stands on the clock; the word goes into ``data-state``."""

    LATE = "late"
    DUE = "due"
    NEXT = "next"
    ENDED = "ended"


@dataclass(frozen=True)
class Keys:
    """How it goes on where it is the step of something else: that one's own keys."""

    template: str
    row: Any


@dataclass(frozen=True, kw_only=True)
class Row:
    """One promise with everything its row shows."""

    promise: Promise
    state: State
    badges: list[Badge] = field(default_factory=list)
    proxy: str = ""
    said: str = ""
    tries: int = 0
    part_of_day: str = ""
    refusal: Refusal | None = None
    keys: Keys | None = None

    @property
    def pk(self) -> str:
        """A word: a number would be written as a number is, a dozen times a row."""
        return str(self.promise.pk)

    @cached_property
    def title(self) -> str:
        """What was promised; whose it is, where the words do not say so."""
        name, what = self.promise.patient.name, self.promise.what
        if name in what:
            return what
        return _("%(name)s: %(what)s") % {"name": name, "what": what}

    @property
    def ways(self) -> tuple[Way, ...]:
        return ways_of(self.promise.kind)

    @cached_property
    def paragraphs(self) -> list[str]:
        return [line for line in self.promise.words.splitlines() if line.strip()]

    @cached_property
    def if_nobody_answers(self) -> str:
        if NO_ANSWER not in self.ways:
            return ""
        calls = policy.calls()
        left = calls.tries - self.tries - 1
        if left <= 0:
            return _("This is the last try")
        hours = int(calls.again_after / AN_HOUR)
        return ngettext(
            "Once more after %(hours)s h, then stop",
            "%(left)s times more, %(hours)s h apart, then stop",
            left,
        ) % {"left": left, "hours": hours}


def told_in_full(promises: QuerySet[Promise]) -> QuerySet[Promise]:
    """With all a row needs, in one query however many rows there are."""
    concerns = Concern.objects.filter(patient=OuterRef("patient"), ended_at=None)
    guardians = Relation.objects.filter(
        of=OuterRef("patient"), is_guardian=True, ended_at=None
    )
    unanswered = Deferral.objects.filter(promise=OuterRef("pk"), outcome=NO_ANSWER.code)
    tries = unanswered.values("promise").annotate(times=Count("pk"))
    told = JSONObject(kind="kind", level="level", note="note")
    guardian = JSONObject(name="person__name", kind="kind")
    return promises.select_related(
        "patient", "clinic", "owner", "made_by", "ending__by"
    ).annotate(
        concerns=ArraySubquery(concerns.order_by("-at").values(json=told)),
        guardian=Subquery(guardians.order_by("pk").values(json=guardian)[:1]),
        asked=Exists(OptOut.objects.filter(patient=OuterRef("patient"))),
        tries=Coalesce(Subquery(tries.values("times")), 0),
    )


def row_of(promise: Any, *, at: datetime, refusal: Refusal | None = None) -> Row:
    """The row of a promise that was told in full."""
    today = timezone.localdate(at)
    minor = promise.patient.is_minor_on(today)
    said = [concern["note"] for concern in promise.concerns if concern["note"]]
    return Row(
        promise=promise,
        state=state_of(promise, at=at),
        badges=badges_of(promise, promise.concerns, asked=promise.asked, on=today),
        proxy=_proxy(promise.guardian) if minor and promise.guardian else "",
        said=said[0] if said else "",
        tries=promise.tries,
        part_of_day=_part_of_day(promise.due_at, at),
        refusal=refusal,
    )


def state_of(promise: Promise, *, at: datetime) -> State:
    if promise.ended_at:
        return State.ENDED
    if promise.due_at < at:
        return State.LATE
    return State.DUE if promise.due_from <= at else State.NEXT


def _part_of_day(due_at: datetime, at: datetime) -> str:
    """Far off one says the afternoon, not the minutes."""
    if due_at - at < AN_HOUR:
        return ""
    hour = timezone.localtime(due_at).hour
    if hour < NOON:
        return _("morning")
    return _("afternoon") if hour < EVENING else _("evening")


def _proxy(guardian: dict[str, str]) -> str:
    kind = str(Relation.Kind(guardian["kind"]).label)
    return _("%(whose)s %(name)s answers for them") % {
        "whose": kind,
        "name": guardian["name"],
    }
