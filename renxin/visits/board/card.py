"""One card of the flow board: a patient, where they stand, and what to know of them."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from renxin.patients.badges import Badge, concern_badge
from renxin.patients.models import Concern, Patient
from renxin.visits.board.clock import Clock
from renxin.visits.kinds import Kind, Urgency, WhyTurned
from renxin.visits.models import Reordering, StageEntry, Visit

OLD = 75
# What a card has room for; the rest stands in the dialog it opens.
SHOWN = 3
TOLD = (
    Concern.Kind.FEAR,
    Concern.Kind.DISCOMFORT,
    Concern.Kind.COST,
    Concern.Kind.TIME,
    Concern.Kind.TRUST,
)


@dataclass(frozen=True, kw_only=True)
class Card:
    """Somebody in the house, as the board shows them."""

    entry: StageEntry
    at: datetime
    concerns: list[Concern] = field(default_factory=list)
    doctor_is_off: bool = False
    missing: int = 0
    judged: str = ""

    @property
    def visit(self) -> Visit:
        return self.entry.visit

    @property
    def patient(self) -> Patient:
        return self.visit.patient.kept()

    @property
    def waits(self) -> bool:
        return self.entry.begun_at is None

    @property
    def clock(self) -> Clock:
        """The wait against the goal; with somebody, how long they have been."""
        if self.entry.begun_at:
            return Clock.since(self.entry.begun_at, at=self.at)
        station = self.entry.station
        goal = station.goal if station else timedelta()
        return Clock.since(self.entry.entered_at, goal, at=self.at)

    @property
    def turned(self) -> Reordering | None:
        """The last word on their turn: read with its author, oldest first."""
        return next(iter(list(self.entry.reorderings.all())[-1:]), None)

    @property
    def turned_because(self) -> str:
        if self.turned is None:
            return ""
        return self.turned.note or str(WhyTurned(self.turned.why).label)

    @property
    def badges(self) -> list[Badge]:
        return [*self._urgency(), *self._who(), *self._weighing()[:SHOWN]]

    def _urgency(self) -> list[Badge]:
        if self.visit.urgency == Urgency.EMERGENCY:
            return [Badge(str(Urgency.EMERGENCY.label), "verm", "alert")]
        if self.visit.urgency == Urgency.URGENT:
            return [Badge(str(Urgency.URGENT.label), "tea", "alert")]
        return []

    def _who(self) -> list[Badge]:
        known = []
        if self.visit.kind == Kind.FIRST:
            known.append(Badge(_("First time"), "brand", "sprout"))
        age = self.patient.age_on(self.visit.clinic.day_of(self.at))
        if age is not None and (age >= OLD or age < 18):  # noqa: PLR2004  (of age)
            told = ngettext("%(age)s year old", "%(age)s years old", age)
            known.append(Badge(told % {"age": age}, "", "family" if age < OLD else ""))
        return known

    def _weighing(self) -> list[Badge]:
        weighing = [one for one in self.concerns if one.kind in TOLD]
        weighing.sort(key=lambda one: TOLD.index(Concern.Kind(one.kind)))
        return [concern_badge(one.kind, one.level) for one in weighing]
