"""What follow-up learns, as the journal tells it."""

from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from renxin.followup.kinds import Heard, ListSort, Reason
from renxin.journal.facts import Fact
from renxin.patients.models.patient import Need
from renxin.visits.kinds import WhyNothing


@dataclass(frozen=True, kw_only=True)
class LossLearned(Fact):
    """We learned why a patient stopped coming, or that nobody could say."""

    name = "followup.loss_learned"
    title = _("Stopped coming")
    icon = "leave"

    reason: str
    note: str = ""

    def telling(self) -> str:
        known = self.reason in Reason.values
        reason = str(Reason(self.reason).label) if known else self.reason
        return f"{reason}·{self.note}" if self.note else reason


@dataclass(frozen=True, kw_only=True)
class LossTakenBack(LossLearned):
    """It was a mistaken key: they did not say that they stopped coming."""

    name = "followup.loss_taken_back"
    title = _("Had not stopped coming: a mistaken key")
    icon = "undo"


@dataclass(frozen=True, kw_only=True)
class LineCounted(Fact):
    """On a morning it was counted whose line is broken."""

    name = "followup.line_counted"
    title = _("The line counted")
    icon = "eye"
    is_news = False

    broken: int
    whole: int

    def telling(self) -> str:
        told = {"part": self.broken, "whole": self.whole}
        return gettext("%(part)s of %(whole)s broken") % told


@dataclass(frozen=True, kw_only=True)
class LineExplained(Fact):
    """Why nothing comes next for a patient was written down after they had left."""

    name = "followup.line_explained"
    title = _("Why nothing comes next")
    icon = "note"

    why: str

    def telling(self) -> str:
        known = self.why in WhyNothing.values
        return str(WhyNothing(self.why).label) if known else self.why


@dataclass(frozen=True, kw_only=True)
class CallMade(Fact):
    """We rang a patient because we owed it, and this came of it."""

    name = "followup.call_made"
    title = _("Call")
    icon = "phone"
    is_own_doing = True

    heard: str

    def telling(self) -> str:
        known = self.heard in Heard.values
        return str(Heard(self.heard).label) if known else self.heard


@dataclass(frozen=True, kw_only=True)
class ListPromised(Fact):
    """A clinician agreed to a list from the records, and calls were promised."""

    name = "followup.list_promised"
    title = _("Calls promised from a list")
    icon = "file"

    sort: str
    many: int

    def telling(self) -> str:
        known = self.sort in ListSort.values
        sort = str(ListSort(self.sort).label) if known else self.sort
        return f"{sort}·{self.many}"


@dataclass(frozen=True, kw_only=True)
class NeedTold(Fact):
    """A clinician said what a patient comes for."""

    name = "followup.need_told"
    title = _("What they come for")
    icon = "user"

    need: str

    def telling(self) -> str:
        return str(Need(self.need).label) if self.need in Need.values else self.need
