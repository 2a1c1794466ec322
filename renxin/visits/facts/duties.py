"""What was owed to a patient at a station, and what became of it."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from renxin.journal.facts import Fact
from renxin.visits.facts.about import AboutVisit
from renxin.visits.kinds import (
    WhyWaived,
)


@dataclass(frozen=True, kw_only=True)
class DutyDoneFor(AboutVisit, Fact):
    """Something owed to the patient was done; explained, signed where it must be."""

    name = "visits.duty_done"
    title = _("Duty done")
    icon = "check"
    is_news = False
    is_step = True

    code: str
    duty: str = ""

    def telling(self) -> str:
        return self.duty


@dataclass(frozen=True, kw_only=True)
class DutyTakenBackFrom(AboutVisit, Fact):
    """A duty had been ticked by mistake; it is owed to the patient again."""

    name = "visits.duty_taken_back"
    title = _("Duty taken back")
    icon = "undo"
    is_news = False
    is_step = True

    code: str
    duty: str = ""

    def telling(self) -> str:
        return self.duty


@dataclass(frozen=True, kw_only=True)
class DutyLeftOut(AboutVisit, Fact):
    """Something owed to the patient was left out, with the reason."""

    name = "visits.duty_waived"
    title = _("Duty left out")
    icon = "alert"
    is_news = False

    code: str
    why: str
    duty: str = ""

    def telling(self) -> str:
        return f"{self.duty}·{WhyWaived(self.why).label}"
