"""What becomes of protocols and of patients on them, as the journal tells it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from renxin.journal.facts import Fact


@dataclass(frozen=True, kw_only=True)
class AboutProtocol:
    """Which protocol, in which version."""

    protocol: str
    version: int

    def telling(self) -> str:
        version = _("version %(n)s") % {"n": self.version}
        return f"{self.protocol}·{version}"


@dataclass(frozen=True, kw_only=True)
class ProtocolWritten(AboutProtocol, Fact):
    """Somebody wrote a version; it touches nobody before it is signed and turned on."""

    name = "protocols.written"
    title = gettext_lazy("Protocol written")
    icon = "edit"
    is_news = False


@dataclass(frozen=True, kw_only=True)
class ProtocolSigned(AboutProtocol, Fact):
    """A clinician answers for a version."""

    name = "protocols.signed"
    title = gettext_lazy("Protocol signed")
    icon = "checkc"


@dataclass(frozen=True, kw_only=True)
class ProtocolTurnedOn(AboutProtocol, Fact):
    """From a day on, what triggers it enrols patients."""

    name = "protocols.turned_on"
    title = gettext_lazy("Protocol turned on")
    icon = "check"

    on: str

    def telling(self) -> str:
        return f"{super().telling()}·{self.on}"


@dataclass(frozen=True, kw_only=True)
class ProtocolTurnedOff(AboutProtocol, Fact):
    """It enrols nobody any more, with the reason."""

    name = "protocols.turned_off"
    title = gettext_lazy("Protocol turned off")
    icon = "ban"

    why: str


@dataclass(frozen=True, kw_only=True)
class TrialBegun(AboutProtocol, Fact):
    """A named person approved that some patients are held out, and why."""

    name = "protocols.trial_begun"
    title = gettext_lazy("Trial begun")
    icon = "effects"

    hold_out: int
    why: str

    def telling(self) -> str:
        return f"{super().telling()}·{self.hold_out} %"


@dataclass(frozen=True, kw_only=True)
class PutOnProtocol(AboutProtocol, Fact):
    """Somebody put a patient on a protocol by hand."""

    name = "protocols.put_on"
    title = gettext_lazy("Put on a protocol")
    icon = "plus"


@dataclass(frozen=True, kw_only=True)
class TakenOffProtocol(AboutProtocol, Fact):
    """Somebody took a patient off a protocol, with the reason."""

    name = "protocols.taken_off"
    title = gettext_lazy("Taken off a protocol")
    icon = "ban"

    why: str
