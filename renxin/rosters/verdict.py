"""The band that is the goal for assistants to a doctor, and what it says of an hour."""

from dataclasses import dataclass
from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _

AT_LEAST, AT_MOST = Decimal(3), Decimal(5)


class Verdict(models.TextChoices):
    """What the ratio of an hour says."""

    WITHIN = "WITHIN", _("within the band")
    FEW_DOCTORS = "FEW_DOCTORS", _("few doctors")
    FEW_ASSISTANTS = "FEW_ASSISTANTS", _("few assistants")
    NOBODY = "NOBODY", _("nobody")


OUTSIDE = frozenset({Verdict.FEW_DOCTORS, Verdict.FEW_ASSISTANTS})


@dataclass(frozen=True)
class Band:
    """From how many to how many assistants a doctor should have."""

    at_least: Decimal = AT_LEAST
    at_most: Decimal = AT_MOST

    def verdict(self, doctors: int, assistants: int) -> Verdict:
        if not doctors and not assistants:
            return Verdict.NOBODY
        if assistants > self.at_most * doctors:
            return Verdict.FEW_DOCTORS
        if assistants < self.at_least * doctors:
            return Verdict.FEW_ASSISTANTS
        return Verdict.WITHIN

    def __str__(self) -> str:
        return f"1:{self.at_least.normalize():f}–{self.at_most.normalize():f}"
