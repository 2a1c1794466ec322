"""What happens at the patients' own door, as the journal tells it."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from renxin.journal.facts import Fact
from renxin.portal.kinds import Trouble


@dataclass(frozen=True, kw_only=True)
class ProxyGiven(Fact):
    """The patient let another phone look after their appointments."""

    name = "portal.proxy_given"
    title = _("Lets another phone look after appointments")
    icon = "family"
    by_patient = True


@dataclass(frozen=True, kw_only=True)
class ProxyEnded(Fact):
    """That phone no longer looks after them."""

    name = "portal.proxy_ended"
    title = _("Another phone no longer looks after appointments")
    icon = "family"
    by_patient = True


@dataclass(frozen=True, kw_only=True)
class AlarmRaised(Fact):
    """Something at the patients' door is not as it should be: codes spent, guessed."""

    name = "portal.alarm_raised"
    title = _("Alarm at the door patients come in by")
    icon = "alert"

    kind: str

    def telling(self) -> str:
        return str(Trouble(self.kind).label)
