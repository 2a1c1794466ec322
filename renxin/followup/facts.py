"""What follow-up learns, as the journal tells it."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from renxin.followup.models.loss import Reason
from renxin.journal.facts import Fact


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
