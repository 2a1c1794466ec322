"""What becomes of a referral, as the journal tells it."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy

from renxin.journal.facts import Fact
from renxin.referrals.kinds import Gone, Instead, Kind, Urgency, Why


@dataclass(frozen=True, kw_only=True)
class AboutReferral:
    """Which referral; names and words stay on its page, where they can be erased."""

    referral_id: int


@dataclass(frozen=True, kw_only=True)
class Sent(AboutReferral, Fact):
    """One doctor asked another to see a patient."""

    name = "referrals.sent"
    title = gettext_lazy("Referred")
    icon = "send"

    kind: str
    urgency: str

    def telling(self) -> str:
        return f"{Kind(self.kind).label}·{Urgency(self.urgency).label}"


@dataclass(frozen=True, kw_only=True)
class Accepted(AboutReferral, Fact):
    """The other side will see them, and said who."""

    name = "referrals.accepted"
    title = gettext_lazy("Referral accepted")
    icon = "check"

    doctor_id: int


@dataclass(frozen=True, kw_only=True)
class Refused(AboutReferral, Fact):
    """The other side said no, with a reason and a next step."""

    name = "referrals.refused"
    title = gettext_lazy("Referral not accepted")
    icon = "ban"

    why: str
    instead: str

    def telling(self) -> str:
        return f"{Why(self.why).label}·{Instead(self.instead).label}"


@dataclass(frozen=True, kw_only=True)
class WasSeen(AboutReferral, Fact):
    """The doctor who was asked has seen them."""

    name = "referrals.seen"
    title = gettext_lazy("Seen on referral")
    icon = "eye"

    doctor_id: int


@dataclass(frozen=True, kw_only=True)
class Reported(AboutReferral, Fact):
    """Whoever asked has an answer; what was found stays on its page."""

    name = "referrals.reported"
    title = gettext_lazy("Referral reported back")
    icon = "checkc"


@dataclass(frozen=True, kw_only=True)
class Withdrawn(AboutReferral, Fact):
    """It was taken back before they were seen."""

    name = "referrals.withdrawn"
    title = gettext_lazy("Referral taken back")
    icon = "undo"

    why: str

    def telling(self) -> str:
        return str(Gone(self.why).label)
