"""What can happen to a promise, as the journal tells it."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from django.utils import timezone
from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from renxin.journal.facts import Fact
from renxin.promises.endings import label_of
from renxin.staff.roles import Role


@dataclass(frozen=True, kw_only=True)
class AboutPromise:
    """Which promise, and what was promised, in the words of the time."""

    promise_id: int
    what: str


@dataclass(frozen=True, kw_only=True)
class PromiseMade(AboutPromise, Fact):
    """Somebody of the house said they would do it, by a time."""

    name: ClassVar[str] = "promises.made"
    title: ClassVar[str | LazyText] = gettext_lazy("A promise was made")
    icon: ClassVar[str] = "promise"

    due_at: str
    owner: str = ""

    def telling(self) -> str:
        return _("%(what)s, by %(due)s") % {
            "what": self.what,
            "due": clinic_time(self.due_at),
        }


@dataclass(frozen=True, kw_only=True)
class PromiseKept(AboutPromise, Fact):
    """What was promised was done."""

    name: ClassVar[str] = "promises.kept"
    title: ClassVar[str | LazyText] = gettext_lazy("A promise was kept")
    icon: ClassVar[str] = "checkc"

    outcome: str = ""
    reason: str = ""

    def telling(self) -> str:
        return joined(
            self.what, label_of(self.outcome), said(self.reason, self.outcome)
        )


@dataclass(frozen=True, kw_only=True)
class PromiseBroken(AboutPromise, Fact):
    """It was not done, and somebody said so."""

    name: ClassVar[str] = "promises.broken"
    title: ClassVar[str | LazyText] = gettext_lazy("A promise was broken")
    icon: ClassVar[str] = "alert"

    outcome: str = ""
    reason: str = ""

    def telling(self) -> str:
        return joined(
            self.what, label_of(self.outcome), said(self.reason, self.outcome)
        )


@dataclass(frozen=True, kw_only=True)
class PromiseReleased(AboutPromise, Fact):
    """It need no longer be done, with the reason."""

    name: ClassVar[str] = "promises.released"
    title: ClassVar[str | LazyText] = gettext_lazy("A promise was released")
    icon: ClassVar[str] = "promise"

    outcome: str = ""
    reason: str = ""

    def telling(self) -> str:
        return joined(
            self.what, label_of(self.outcome), said(self.reason, self.outcome)
        )


@dataclass(frozen=True, kw_only=True)
class PromiseDeferred(AboutPromise, Fact):
    """It will be done at another time than was said."""

    name: ClassVar[str] = "promises.deferred"
    title: ClassVar[str | LazyText] = gettext_lazy(
        "A promise was moved to another time"
    )
    icon: ClassVar[str] = "clock"

    was_due_at: str
    due_at: str
    outcome: str = ""
    reason: str = ""

    def telling(self) -> str:
        to = _("to %(due)s") % {"due": clinic_time(self.due_at)}
        return joined(self.what, to, label_of(self.outcome), self.reason)


@dataclass(frozen=True, kw_only=True)
class PromiseHandedOver(AboutPromise, Fact):
    """Somebody else does it now."""

    name: ClassVar[str] = "promises.handed_over"
    title: ClassVar[str | LazyText] = gettext_lazy("A promise was handed over")
    icon: ClassVar[str] = "promise"

    from_whom: str
    to_whom: str
    reason: str = ""

    def telling(self) -> str:
        hands = f"{whom(self.from_whom)} → {whom(self.to_whom)}"
        return joined(self.what, hands, self.reason)


@dataclass(frozen=True, kw_only=True)
class PromiseEscalated(AboutPromise, Fact):
    """It is late, and those above were told."""

    name: ClassVar[str] = "promises.escalated"
    title: ClassVar[str | LazyText] = gettext_lazy("A late promise was told upward")
    icon: ClassVar[str] = "alert"

    to_role: str
    level: int

    def telling(self) -> str:
        return joined(self.what, whom(self.to_role))


@dataclass(frozen=True, kw_only=True)
class PromiseReopened(AboutPromise, Fact):
    """It was ended by mistake and stands again."""

    name: ClassVar[str] = "promises.reopened"
    title: ClassVar[str | LazyText] = gettext_lazy("An ending was taken back")
    icon: ClassVar[str] = "promise"

    was: str
    outcome: str = ""

    def telling(self) -> str:
        return joined(self.what, label_of(self.outcome))


@dataclass(frozen=True, kw_only=True)
class AskedNotToBeCalled(AboutPromise, Fact):
    """The patient asked not to be called about it."""

    name: ClassVar[str] = "promises.asked_not_to_be_called"
    title: ClassVar[str | LazyText] = gettext_lazy("Asked not to be called")
    icon: ClassVar[str] = "phone"
    by_patient: ClassVar[bool] = True

    def telling(self) -> str:
        return self.what


def clinic_time(moment: str) -> str:
    local = timezone.localtime(datetime.fromisoformat(moment))
    return f"{local:%m-%d %H:%M}"


def said(reason: str, outcome: str) -> str:
    """What was said beside the key; a key pressed without a word says itself."""
    return "" if reason == outcome else reason


def whom(who: str) -> str:
    """A colleague stays a name; a role is said in the reader's language."""
    return str(Role(who).label) if who in Role.values else who


def joined(*parts: str) -> str:
    return "·".join(part for part in parts if part)
