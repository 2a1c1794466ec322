"""What becomes of the house's advice, as the journal tells it.

Ids, topics and versions, and never a word of the advice: what was said is found where
it was said, by whoever may read it.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from renxin.advice import library
from renxin.journal.facts import Fact


@dataclass(frozen=True, kw_only=True)
class AboutWords:
    """Which words, in which version."""

    text_id: int
    topic: str
    version: int

    def telling(self) -> str:
        version = _("version %(n)s") % {"n": self.version}
        title = library.title_of(self.topic)
        return f"{title}·{version}" if title else version


@dataclass(frozen=True, kw_only=True)
class AdviceWritten(AboutWords, Fact):
    """Somebody wrote a version; nobody is given it before it is approved."""

    name = "advice.written"
    title = gettext_lazy("Advice written")
    icon = "edit"


@dataclass(frozen=True, kw_only=True)
class AdviceSigned(AboutWords, Fact):
    """A clinician approved a version for a clinic."""

    name = "advice.approved"
    title = gettext_lazy("Advice approved")
    icon = "checkc"


@dataclass(frozen=True, kw_only=True)
class AdviceStopped(AboutWords, Fact):
    """A version is no longer given at a clinic."""

    name = "advice.withdrawn"
    title = gettext_lazy("Advice withdrawn")
    icon = "ban"


@dataclass(frozen=True, kw_only=True)
class Advised(AboutWords, Fact):
    """A patient was given advice, and said it back."""

    name = "advice.given"
    title = gettext_lazy("Advice given")
    icon = "note"

    given_id: int
    visit_id: int
    language: str


@dataclass(frozen=True, kw_only=True)
class AdviceRecalled(AboutWords, Fact):
    """Advice was taken back from a patient."""

    name = "advice.taken_back"
    title = gettext_lazy("Advice taken back")
    icon = "undo"

    given_id: int
    visit_id: int


@dataclass(frozen=True, kw_only=True)
class AdviceOpened(AboutWords, Fact):
    """The patient says that they have read it on their phone."""

    name = "advice.read"
    title = gettext_lazy("Advice read on the phone")
    icon = "check"
    by_patient = True
    is_news = False

    given_id: int
