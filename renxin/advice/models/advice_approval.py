from datetime import datetime
from typing import Self

import pgtrigger
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from renxin.advice.facts import AdviceSigned
from renxin.advice.models.advice_text import STAYS, AdviceText
from renxin.advice.refusals import (
    ApprovedAlready,
    NotTheLatest,
    NotYours,
    OwnWords,
    WordsOfAnother,
)
from renxin.clinics.models import Clinic
from renxin.desk.rules import refusing
from renxin.staff.models import Staff

APPROVES = "advice.approve"
# Two rows have to be read for these, so a trigger reads them.
A_SECOND_PERSON = """
IF EXISTS (SELECT 1 FROM advice_advicetext WHERE id = NEW.text_id
        AND by_id = NEW.by_id) THEN
    RAISE EXCEPTION 'approved by whoever wrote it'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'approved_by_another';
END IF;
IF EXISTS (SELECT 1 FROM advice_advicetext WHERE id = NEW.text_id
        AND clinic_id <> NEW.clinic_id) THEN
    RAISE EXCEPTION 'approved for another clinic'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'approved_where_it_holds';
END IF;
RETURN NEW;
"""


class AdviceApprovalQuerySet(models.QuerySet["AdviceApproval"]):
    def holding(self, clinic: Clinic) -> Self:
        """The last approved version of each topic, unless it was withdrawn.

        Whoever withdraws a version does not bring back the one before it.
        """
        here = self.filter(clinic=clinic)
        last = here.order_by("text__topic", "-at", "-pk").distinct("text__topic")
        standing = self.filter(pk__in=last.values("pk"), withdrawal=None)
        return standing.select_related("text")


class AdviceApproval(models.Model):
    """A clinician answers for a text at a clinic; only then may it be given there."""

    text = models.ForeignKey(AdviceText, models.PROTECT, related_name="approvals")
    clinic = models.ForeignKey(Clinic, models.PROTECT, related_name="advice_approvals")
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"))

    objects = AdviceApprovalQuerySet.as_manager()

    class Meta:
        verbose_name = _("advice approval")
        constraints = [
            models.UniqueConstraint(
                fields=["text", "clinic"], name="advice_approved_once"
            )
        ]
        triggers = [
            pgtrigger.Protect(name="advice_approval_stays", operation=STAYS),
            pgtrigger.Trigger(
                name="approved_by_a_second_person",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func=A_SECOND_PERSON,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.text_id} at {self.clinic_id}"

    @classmethod
    @transaction.atomic
    def sign(
        cls, text: AdviceText, *, clinic: Clinic, by: Staff, at: datetime
    ) -> "AdviceApproval":
        if not by.may_at(APPROVES, clinic.pk):
            raise NotYours
        here = cls.objects.filter(clinic=clinic, text__topic=text.topic)
        if here.filter(text__version__gt=text.version).exists():
            raise NotTheLatest
        refusals = {
            "advice_approved_once": ApprovedAlready,
            "approved_by_another": OwnWords,
            "approved_where_it_holds": WordsOfAnother,
        }
        with refusing(refusals):
            approval = cls.objects.create(text=text, clinic=clinic, by=by, at=at)
        text.record(AdviceSigned, clinic=clinic, by=by, at=at)
        return approval
