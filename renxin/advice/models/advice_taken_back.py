from datetime import datetime

import pgtrigger
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from renxin.advice.facts import AdviceRecalled
from renxin.advice.fulfilling import undo
from renxin.advice.models.advice_given import GIVES, AdviceGiven
from renxin.advice.models.advice_text import STAYS
from renxin.advice.refusals import NotYours, TakenBackAlready, WhyMissing
from renxin.desk.rules import refusing
from renxin.staff.models import Staff


class AdviceTakenBack(models.Model):
    """Advice given to the wrong person, or with a wrong line, no longer holds."""

    given = models.OneToOneField(
        AdviceGiven, models.PROTECT, primary_key=True, related_name="taken_back"
    )
    why = models.CharField(_("why"), max_length=200)
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("advice taken back")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(why=""), name="advice_taken_back_for_a_reason"
            )
        ]
        triggers = [pgtrigger.Protect(name="advice_taken_back_stays", operation=STAYS)]

    def __str__(self) -> str:
        return f"{self.given_id} at {self.at:%Y-%m-%d}"

    @classmethod
    @transaction.atomic
    def write(
        cls, given: AdviceGiven, *, why: str, by: Staff, at: datetime
    ) -> "AdviceTakenBack":
        """The patient reads that it no longer holds; what was said stays on record."""
        if not by.may_at(GIVES, given.visit.clinic_id):
            raise NotYours
        if not why.strip():
            raise WhyMissing
        with refusing({"advice_advicetakenback_pkey": TakenBackAlready}):
            back = cls.objects.create(given=given, why=why.strip(), by=by, at=at)
        given.taken_back_at = at
        given.save(update_fields=["taken_back_at"])
        undo(given.visit, given.text.kind, by=by, at=at)
        given.record(AdviceRecalled, by=by, at=at, visit_id=given.visit_id)
        return back
