"""What happens at the patients' own door, as the journal tells it."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from renxin.journal.facts import Fact


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
class CodesUsedUp(Fact):
    """The codes of a day were used up at a clinic; no more are sent until tomorrow."""

    name = "portal.codes_used_up"
    title = _("Sign-in codes of the day used up")
    icon = "alert"

    most: int

    def telling(self) -> str:
        return str(self.most)
