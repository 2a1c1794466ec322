from datetime import datetime

import pgtrigger
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from renxin.desk.rules import refusing
from renxin.journal import book
from renxin.staff.models import Staff
from renxin.visits.charge_facts import ChargedByHand, GivenBack
from renxin.visits.charge_refusals import (
    BelowNothing,
    ChargedElsewhere,
    NoReasonGiven,
    NoSuchMoney,
)
from renxin.visits.charging import Item
from renxin.visits.models.charge import Charge
from renxin.visits.models.checklist import STAYS
from renxin.visits.models.visit import Visit

# The sum and its rule are kept by the database, for whoever writes a refund.
TAKES_NO_LESS_THAN_NOTHING = """
IF (SELECT amount_fen FROM visits_charge WHERE id = NEW.charge_id) < 0 THEN
    RAISE EXCEPTION 'charged less than nothing'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'charged_at_least_nothing';
END IF;
RETURN NEW;
"""
GIVES_BACK_WHAT_WAS_PAID = """
UPDATE visits_charge SET refunded_fen = refunded_fen + NEW.amount_fen
    WHERE id = NEW.charge_id AND refunded_fen + NEW.amount_fen <= amount_fen;
IF NOT FOUND THEN
    RAISE EXCEPTION 'refunded more than was paid'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'refund_within_what_was_paid';
END IF;
RETURN NEW;
"""


class HandCharge(models.Model):
    """A charge written at our own desk: who pays, who wrote it, and when."""

    charge = models.OneToOneField(
        Charge, models.PROTECT, primary_key=True, related_name="by_hand"
    )
    payer = models.CharField(_("payer"), max_length=40)
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("charge by hand")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(payer=""), name="hand_charge_has_a_payer"
            )
        ]
        triggers = [
            pgtrigger.Protect(name="hand_charge_stays", operation=STAYS),
            pgtrigger.Trigger(
                name="takes_no_less_than_nothing",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func=TAKES_NO_LESS_THAN_NOTHING,
            ),
        ]

    def __str__(self) -> str:
        return f"by hand #{self.charge_id}"

    @classmethod
    @transaction.atomic
    def write(
        cls, visit: Visit, item: Item, *, by: Staff, at: datetime
    ) -> "HandCharge":
        """What the billing system does not tell; it counts like any other charge."""
        if item.amount_fen < 0:
            raise BelowNothing
        charge = Charge.objects.create(
            patient=visit.patient.kept(),
            clinic=visit.clinic,
            visit=visit,
            day=visit.clinic.day_of(at),
            amount_fen=item.amount_fen,
            service_name=item.name.strip(),
            kind=item.kind,
            condition=visit.condition,
            doctor_name=visit.doctor_name,
            department_name=visit.department_name,
        )
        written = cls.objects.create(
            charge=charge, payer=item.payer.strip(), by=by, at=at
        )
        written.record(ChargedByHand, item.amount_fen, by=by, at=at)
        return written

    @classmethod
    def of(cls, charge: Charge) -> "HandCharge":
        """Only what was written here is given back here."""
        found = cls.objects.select_related("charge").filter(charge=charge).first()
        if found is None:
            raise ChargedElsewhere
        return found

    @transaction.atomic
    def refund(
        self, amount_fen: int, *, reason: str, by: Staff, at: datetime
    ) -> "Refund":
        if amount_fen <= 0:
            raise NoSuchMoney
        if not reason.strip():
            raise NoReasonGiven
        with refusing({"refund_within_what_was_paid": NoSuchMoney}):
            given = Refund.objects.create(
                charge=self,
                amount_fen=amount_fen,
                reason=reason.strip(),
                by=by,
                at=at,
            )
        self.record(GivenBack, amount_fen, by=by, at=at)
        return given

    def record(
        self,
        fact: type[ChargedByHand] | type[GivenBack],
        amount_fen: int,
        *,
        by: Staff,
        at: datetime,
    ) -> None:
        charge = self.charge
        told = fact(
            at=at,
            by_id=by.pk,
            clinic_id=charge.clinic_id,
            patient_id=charge.patient_id,
            charge_id=charge.pk,
            amount_fen=amount_fen,
        )
        book.record(told)


class Refund(models.Model):
    """Money given back of a charge written here: how much, why, by whom and when."""

    charge = models.ForeignKey(HandCharge, models.PROTECT, related_name="refunds")
    amount_fen = models.BigIntegerField(_("amount in fen"))
    reason = models.CharField(_("reason"), max_length=200)
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("refund")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(amount_fen__gt=0) & ~models.Q(reason=""),
                name="refund_gives_something_for_a_reason",
            )
        ]
        triggers = [
            pgtrigger.Protect(name="refund_stays", operation=STAYS),
            pgtrigger.Trigger(
                name="gives_back_what_was_paid",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func=GIVES_BACK_WHAT_WAS_PAID,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.amount_fen} of {self.charge_id}"
