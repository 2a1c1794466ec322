"""What was said to a patient, as the journal tells it."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from renxin.journal.facts import Fact
from renxin.voice.kinds import Receipt, Saying


@dataclass(frozen=True, kw_only=True)
class Messaged(Fact):
    """A message was handed to a channel; how far it came is told with it."""

    name = "voice.messaged"
    title = _("Message written")
    icon = "msg"
    is_news = False

    message_id: int
    saying: str
    receipt: str

    def telling(self) -> str:
        return f"{Saying(self.saying).label}·{Receipt(self.receipt).label}"
