"""What was said to a patient, as the journal tells it."""

from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from renxin.journal.facts import Fact
from renxin.patients.models import Purpose
from renxin.voice.kinds import Meaning, Receipt, Saying


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
        known = self.saying in Saying.values
        said = Saying(self.saying).label if known else self.saying
        return f"{said}·{Receipt(self.receipt).label}"


@dataclass(frozen=True, kw_only=True)
class SaidUrgently(Fact):
    """Somebody answers for it that it was said past hours, caps and stops."""

    name = "voice.said_urgently"
    title = _("Something urgent said")
    icon = "alert"

    message_id: int
    saying: str
    why: str

    def telling(self) -> str:
        return self.why


@dataclass(frozen=True, kw_only=True)
class Replied(Fact):
    """Somebody wrote back; the words stand in the messages, not here."""

    name = "voice.replied"
    title = _("Reply to a message")
    icon = "msg"
    by_patient = True

    reply_id: int
    meaning: str

    def telling(self) -> str:
        return str(Meaning(self.meaning).label)


@dataclass(frozen=True, kw_only=True)
class Stopped(Fact):
    """Somebody asked us to stop, and we did, at once."""

    name = "voice.stopped"
    title = _("Asked us to stop writing")
    icon = "ban"
    by_patient = True

    purposes: list[str]

    def telling(self) -> str:
        return gettext(", ").join(str(Purpose(one).label) for one in self.purposes)


@dataclass(frozen=True, kw_only=True)
class HeardAgain(Stopped):
    """They want to hear from us again, and said so themselves."""

    name = "voice.heard_again"
    title = _("Wants to hear from us again")
    icon = "undo"


@dataclass(frozen=True, kw_only=True)
class OutletSet(Fact):
    """A way out of the house was set up or changed: which, never its secrets."""

    name = "voice.outlet_set"
    title = _("Channel set up")
    icon = "settings"
    is_news = False

    channel: str
    is_on: bool

    def telling(self) -> str:
        return self.channel


@dataclass(frozen=True, kw_only=True)
class HookMade(Fact):
    """A carrier was given another address to call: which, never the address."""

    name = "voice.hook_made"
    title = _("Address for a carrier made")
    icon = "settings"
    is_news = False

    channel: str

    def telling(self) -> str:
        return self.channel


@dataclass(frozen=True, kw_only=True)
class AboutWording:
    """Which words, in which version; never the words themselves."""

    topic: str
    channel: str
    version_id: int
    version: int

    def telling(self) -> str:
        return f"{self.topic}·{self.version}"


@dataclass(frozen=True, kw_only=True)
class WordingWritten(AboutWording, Fact):
    """Somebody wrote words for the house; they wait for a second person."""

    name = "voice.wording_written"
    title = _("Wording written")
    icon = "edit"


@dataclass(frozen=True, kw_only=True)
class WordingApproved(AboutWording, Fact):
    """A second person looked words over: from now on they are said."""

    name = "voice.wording_approved"
    title = _("Wording approved")
    icon = "checkc"


@dataclass(frozen=True, kw_only=True)
class WordingSentBack(AboutWording, Fact):
    """A second person sent words back."""

    name = "voice.wording_sent_back"
    title = _("Wording sent back")
    icon = "undo"


@dataclass(frozen=True, kw_only=True)
class WordingWithdrawn(AboutWording, Fact):
    """Words are said no more."""

    name = "voice.wording_withdrawn"
    title = _("Wording withdrawn")
    icon = "ban"


@dataclass(frozen=True, kw_only=True)
class WordingFails(AboutWording, Fact):
    """Words said today are kept out by rules that came since they were approved."""

    name = "voice.wording_fails"
    title = _("Wording kept out by new rules")
    icon = "alert"

    edition: str


@dataclass(frozen=True, kw_only=True)
class PaperKept(Fact):
    """The licence, or the certificate of an advertisement, was written down."""

    name = "voice.paper_kept"
    title = _("Paper kept")
    icon = "file"
    is_news = False

    kind: str
    of: str

    def telling(self) -> str:
        return self.of
