"""What is asked, checked and told about safety, as the journal tells it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from renxin.journal.facts import Fact
from renxin.safety.kinds import Effect, Severity
from renxin.visits.kinds import Stage


@dataclass(frozen=True, kw_only=True)
class PainScored(Fact):
    """A patient said how much it hurt."""

    name = "safety.pain"
    title = gettext_lazy("Pain asked")
    icon = "effects"

    visit_id: int
    stage: str
    score: int

    def telling(self) -> str:
        return f"{self.score}/10·{Stage(self.stage).label}"


@dataclass(frozen=True, kw_only=True)
class InfectionChecked(Fact):
    """A chair, or the instruments of a visit, were checked."""

    name = "safety.checked"
    title = gettext_lazy("Infection control checked")
    icon = "shield"

    visit_id: int | None = None
    failed: int = 0

    def telling(self) -> str:
        if not self.failed:
            return _("all in order")
        told = {"n": self.failed}
        return ngettext("%(n)s not in order", "%(n)s not in order", self.failed) % told


@dataclass(frozen=True, kw_only=True)
class EventReported(Fact):
    """Somebody told, with their name, of something that went or nearly went wrong."""

    name = "safety.reported"
    title = gettext_lazy("Event reported")
    icon = "alert"

    event_id: int
    severity: str

    def telling(self) -> str:
        return str(Severity(self.severity).label)


@dataclass(frozen=True, kw_only=True)
class EventReviewed(Fact):
    """What happened was looked at, and what changes was said."""

    name = "safety.reviewed"
    title = gettext_lazy("Event reviewed")
    icon = "checkc"

    event_id: int


@dataclass(frozen=True, kw_only=True)
class LateEffectAsked(Fact):
    """A patient was asked later what they still feel."""

    name = "safety.late_effect"
    title = gettext_lazy("Late effects asked")
    icon = "effects"

    visit_id: int
    effect: str
    days_since: int

    def telling(self) -> str:
        days = ngettext("%(n)s day after", "%(n)s days after", self.days_since)
        told = days % {"n": self.days_since}
        return f"{Effect(self.effect).label}·{told}"


@dataclass(frozen=True, kw_only=True)
class PutRight(Fact):
    """What a check or a review asked for is done."""

    name = "safety.put_right"
    title = gettext_lazy("Put right")
    icon = "check"

    remedy_id: int
