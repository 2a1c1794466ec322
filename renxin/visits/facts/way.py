"""A patient's way through the house, as the journal tells it."""

from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from renxin.journal.facts import Fact
from renxin.visits.facts.about import AboutVisit
from renxin.visits.kinds import (
    DoctorStep,
    Next,
    Stage,
    Turn,
    Urgency,
    WhyNotBack,
    WhyNothing,
    WhyTurned,
    WhyUrgency,
)


@dataclass(frozen=True, kw_only=True)
class Visited(AboutVisit, Fact):
    """A patient came and was seen, as another system told us."""

    name = "visits.visited"
    title = _("Visit")
    icon = "tooth"


@dataclass(frozen=True, kw_only=True)
class VisitBegan(AboutVisit, Fact):
    """A patient is in the house and has a number."""

    name = "visits.began"
    title = _("Visit begun")
    icon = "tooth"


@dataclass(frozen=True, kw_only=True)
class VisitTakenBack(AboutVisit, Fact):
    """Somebody was greeted by mistake; the visit never was."""

    name = "visits.taken_back"
    title = _("Greeting taken back")
    icon = "undo"


@dataclass(frozen=True, kw_only=True)
class SentOn(AboutVisit, Fact):
    """One station handed the patient over to the next."""

    name = "visits.sent_on"
    title = _("Went on")
    icon = "move"
    is_news = False
    is_step = True

    stage: str
    station: str

    def telling(self) -> str:
        return self.station or str(Stage(self.stage).label)


@dataclass(frozen=True, kw_only=True)
class Called(AboutVisit, Fact):
    """The patient's number was called."""

    name = "visits.called"
    title = _("Called in")
    icon = "bell"
    is_news = False
    is_step = True

    place: str = ""

    def telling(self) -> str:
        return self.place


@dataclass(frozen=True, kw_only=True)
class TakenUp(AboutVisit, Fact):
    """Somebody is with the patient now."""

    name = "visits.taken_up"
    title = _("Looked after")
    icon = "user"
    is_news = False
    is_step = True

    station: str = ""

    def telling(self) -> str:
        return self.station


@dataclass(frozen=True, kw_only=True)
class TurnMoved(AboutVisit, Fact):
    """Somebody went before or after their turn, and why."""

    name = "visits.turn_moved"
    title = _("Turn moved by hand")
    icon = "alert"

    turn: str
    why: str

    def telling(self) -> str:
        return f"{Turn(self.turn).label}·{WhyTurned(self.why).label}"


@dataclass(frozen=True, kw_only=True)
class DoctorChanged(AboutVisit, Fact):
    """Another doctor looks after the patient on this visit."""

    name = "visits.doctor_changed"
    title = _("Another doctor today")
    icon = "user"


@dataclass(frozen=True, kw_only=True)
class UrgencyChanged(AboutVisit, Fact):
    """Somebody must be seen sooner than was thought, or need not be."""

    name = "visits.urgency_changed"
    title = _("Urgency changed")
    icon = "alert"

    urgency: str
    why: str = ""

    def telling(self) -> str:
        parts = [str(Urgency(self.urgency).label)]
        if self.why:
            parts.append(str(WhyUrgency(self.why).label))
        return "·".join(parts)


@dataclass(frozen=True, kw_only=True)
class Departed(AboutVisit, Fact):
    """A patient left after going back to the doctor, or with a reason why not."""

    name = "visits.departed"
    title = _("Seen off")
    icon = "check"

    next_kind: str
    due_on: str = ""
    why_nothing: str = ""
    why_not_back: str = ""

    def telling(self) -> str:
        parts = [str(Next(self.next_kind).label)]
        if self.due_on:
            parts.append(self.due_on)
        if self.why_nothing:
            parts.append(str(WhyNothing(self.why_nothing).label))
        if self.why_not_back:
            told = {"why": str(WhyNotBack(self.why_not_back).label)}
            parts.append(gettext("not back to the doctor: %(why)s") % told)
        return "·".join(parts)


@dataclass(frozen=True, kw_only=True)
class StepBegun(AboutVisit, Fact):
    """The doctor came to the next of the six steps."""

    name = "visits.step_begun"
    title = _("Step begun")
    icon = "flow"
    is_news = False
    is_step = True

    step: str

    def telling(self) -> str:
        return str(DoctorStep(self.step).label)


@dataclass(frozen=True, kw_only=True)
class ServiceNoted(AboutVisit, Fact):
    """Somebody wrote down how to look after the patient; the words stay there."""

    name = "visits.service_noted"
    title = _("Service note")
    icon = "note"
    is_news = False
