from datetime import datetime

import pgtrigger
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from renxin.advice.facts import AdviceStopped
from renxin.advice.models.advice_approval import APPROVES, AdviceApproval
from renxin.advice.models.advice_text import STAYS
from renxin.advice.refusals import NotYours, WhyMissing, WithdrawnAlready
from renxin.desk.rules import refusing
from renxin.staff.models import Staff


class AdviceWithdrawal(models.Model):
    """Approved words are given to nobody any more: since when, by whom, and why."""

    approval = models.OneToOneField(
        AdviceApproval, models.PROTECT, primary_key=True, related_name="withdrawal"
    )
    why = models.CharField(_("why"), max_length=200)
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("advice withdrawal")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(why=""), name="advice_withdrawn_for_a_reason"
            )
        ]
        triggers = [pgtrigger.Protect(name="advice_withdrawal_stays", operation=STAYS)]

    def __str__(self) -> str:
        return f"{self.approval_id} at {self.at:%Y-%m-%d}"

    @classmethod
    @transaction.atomic
    def write(
        cls, approval: AdviceApproval, *, why: str, by: Staff, at: datetime
    ) -> "AdviceWithdrawal":
        if not by.may_at(APPROVES, approval.clinic.pk):
            raise NotYours
        if not why.strip():
            raise WhyMissing
        with refusing({"advice_advicewithdrawal_pkey": WithdrawnAlready}):
            done = cls.objects.create(approval=approval, why=why.strip(), by=by, at=at)
        approval.text.record(AdviceStopped, clinic=approval.clinic, by=by, at=at)
        return done
