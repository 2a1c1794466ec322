"""What becomes of a plan, as the journal tells it."""

from dataclasses import dataclass

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from renxin.desk.money import yuan_of
from renxin.journal.facts import Fact
from renxin.plans.kinds import End, Reason


@dataclass(frozen=True, kw_only=True)
class AboutPlan:
    """Which plan, and how much of money it spoke of; what for is told on its page."""

    plan_id: int
    amount_fen: int = 0

    def telling(self) -> str:
        return yuan_of(self.amount_fen) if self.amount_fen else ""


@dataclass(frozen=True, kw_only=True)
class PlanPresented(AboutPlan, Fact):
    """The plan was laid before the patient, with its prices and the other ways."""

    name = "plans.presented"
    title = _("Plan presented")
    icon = "note"


@dataclass(frozen=True, kw_only=True)
class PlanAccepted(AboutPlan, Fact):
    """The patient, or their guardian, signed for all or part of it."""

    name = "plans.accepted"
    title = _("Plan accepted")
    icon = "pen"
    by_patient = True

    acceptance_id: int
    is_whole: bool = True

    def telling(self) -> str:
        part = "" if self.is_whole else gettext("in part")
        return "·".join(filter(None, [super().telling(), part]))


@dataclass(frozen=True, kw_only=True)
class PlanDeclined(AboutPlan, Fact):
    """The patient does not want it, with the reason."""

    name = "plans.declined"
    title = _("Plan declined")
    icon = "ban"
    by_patient = True

    reason: str

    def telling(self) -> str:
        return "·".join(
            filter(None, [super().telling(), str(Reason(self.reason).label)])
        )


@dataclass(frozen=True, kw_only=True)
class AcceptanceTakenBack(AboutPlan, Fact):
    """The patient no longer wants what they signed for."""

    name = "plans.taken_back"
    title = _("Acceptance taken back")
    icon = "undo"
    by_patient = True


@dataclass(frozen=True, kw_only=True)
class SignedItemStruck(AboutPlan, Fact):
    """What was signed for was changed or struck out: it is signed for no longer."""

    name = "plans.signed_item_struck"
    title = _("Signed item struck out")
    icon = "undo"

    item_id: int


@dataclass(frozen=True, kw_only=True)
class SittingsBooked(AboutPlan, Fact):
    """Sittings of an accepted item are in the calendar."""

    name = "plans.booked"
    title = _("Sittings of a plan booked")
    icon = "calendar"

    item_id: int
    times: int

    def telling(self) -> str:
        return ngettext("%(n)s sitting", "%(n)s sittings", self.times) % {
            "n": self.times
        }


@dataclass(frozen=True, kw_only=True)
class PlanFinished(AboutPlan, Fact):
    """The plan is over: all done, or stopped with a reason."""

    name = "plans.finished"
    title = _("Plan finished")
    icon = "checkc"

    how: str

    def telling(self) -> str:
        return str(End(self.how).label)


@dataclass(frozen=True, kw_only=True)
class AboutPrice:
    """Which line of the published list, at what price, and from which day."""

    price_id: int
    code: str
    price_fen: int
    on: str

    def telling(self) -> str:
        return f"{self.code}·{yuan_of(self.price_fen)}·{self.on}"


@dataclass(frozen=True, kw_only=True)
class PriceSet(AboutPrice, Fact):
    """A price of the published list was set, from a day on."""

    name = "plans.price_set"
    title = _("Price published")
    icon = "coin"


@dataclass(frozen=True, kw_only=True)
class PriceEnded(AboutPrice, Fact):
    """Something is no longer in the published list, from a day on."""

    name = "plans.price_ended"
    title = _("Price no longer published")
    icon = "ban"
