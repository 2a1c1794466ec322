"""What was charged and given back by hand, as the journal tells it."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from renxin.desk.money import yuan_of
from renxin.journal.facts import Fact


@dataclass(frozen=True, kw_only=True)
class AboutCharge:
    """Which charge, and how much in fen; what for is told on the patient's page."""

    charge_id: int
    amount_fen: int

    def telling(self) -> str:
        return yuan_of(self.amount_fen)


@dataclass(frozen=True, kw_only=True)
class ChargedByHand(AboutCharge, Fact):
    """A charge was written by hand, as the billing system did not tell it."""

    name = "visits.charged"
    title = _("Charged by hand")
    icon = "coin"


@dataclass(frozen=True, kw_only=True)
class GivenBack(AboutCharge, Fact):
    """A part or all of a charge was given back."""

    name = "visits.given_back"
    title = _("Refunded")
    icon = "undo"
