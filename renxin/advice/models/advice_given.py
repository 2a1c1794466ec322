from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

import pgtrigger
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from renxin.advice.facts import Advised
from renxin.advice.fulfilling import fulfil
from renxin.advice.library import Said
from renxin.advice.models.advice_approval import AdviceApproval
from renxin.advice.models.advice_text import AdviceText
from renxin.advice.refusals import (
    GivenAlready,
    NotApprovedHere,
    NotUnderstood,
    NotYours,
)
from renxin.desk.rules import refusing
from renxin.journal.facts import Fact
from renxin.staff.models import Staff
from renxin.staff.models.staff import Language
from renxin.staff.reach import within
from renxin.visits.models import Visit

GIVES = "advice.give"
ONLY_WHAT_HOLDS = """
IF NOT EXISTS (SELECT 1 FROM advice_adviceapproval a
        JOIN visits_visit v ON v.id = NEW.visit_id AND v.clinic_id = a.clinic_id
        WHERE a.id = NEW.approval_id AND NOT EXISTS (
            SELECT 1 FROM advice_advicewithdrawal w WHERE w.approval_id = a.id)) THEN
    RAISE EXCEPTION 'given what is not approved there'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'advice_given_is_approved';
END IF;
RETURN NEW;
"""


@dataclass(frozen=True, kw_only=True)
class Handing:
    """How it was given: in which language, with which line, and what was said back."""

    language: str
    understood: str
    # Copied from the prescription; without it patients read that it stands there.
    as_prescribed: str = ""


class AdviceGivenQuerySet(models.QuerySet["AdviceGiven"]):
    def of(self, record_ids: Iterable[int]) -> Self:
        return self.filter(visit__patient__in=record_ids)

    def standing(self) -> Self:
        return self.filter(taken_back_at=None)

    def visible_to(self, staff: Staff) -> Self:
        return self.filter(within(staff, "advice.see", "visit__clinic"))

    def told(self) -> Self:
        """With all that is shown of it, the newest first."""
        people = ("by", "approval__text", "taken_back", "read", "visit__clinic")
        return self.select_related(*people).order_by("-at", "-pk")


class AdviceGiven(models.Model):
    """Approved words given to a patient on a visit, as they were, and said back."""

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="advice_given")
    approval = models.ForeignKey(AdviceApproval, models.PROTECT, related_name="given")
    language = models.CharField(_("language"), max_length=10, choices=Language.choices)
    as_prescribed = models.CharField(
        _("as the prescription says"), max_length=200, blank=True
    )
    # The whole of it as it stood on the screen, whatever becomes of labels and numbers.
    shown = models.TextField(_("what was shown"))
    understood = models.CharField(_("in their own words"), max_length=300)
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"))
    # Beside the record of it, so that the same words may be given anew.
    taken_back_at = models.DateTimeField(_("taken back at"), null=True, blank=True)

    objects = AdviceGivenQuerySet.as_manager()

    class Meta:
        verbose_name = _("advice given")
        constraints = [
            models.UniqueConstraint(
                fields=["visit", "approval"],
                condition=models.Q(taken_back_at=None),
                name="advice_given_once_a_visit",
            ),
            models.CheckConstraint(
                condition=~models.Q(understood="") & ~models.Q(shown=""),
                name="advice_is_understood",
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="advice_given_stays", exclude=["taken_back_at"]),
            pgtrigger.Protect(name="advice_given_kept", operation=pgtrigger.Delete),
            pgtrigger.Trigger(
                name="only_what_is_approved",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func=ONLY_WHAT_HOLDS,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.approval_id} on {self.visit_id}"

    @property
    def text(self) -> AdviceText:
        words: AdviceText = self.approval.text
        return words

    @classmethod
    @transaction.atomic
    def give(
        cls,
        visit: Visit,
        approval: AdviceApproval,
        handing: Handing,
        *,
        by: Staff,
        at: datetime,
    ) -> "AdviceGiven":
        """Only what a clinician of this clinic answers for, and only if understood."""
        if not by.may_at(GIVES, visit.clinic_id):
            raise NotYours
        understood = handing.understood.strip()
        if not understood:
            raise NotUnderstood
        words, line = approval.text, handing.as_prescribed.strip()
        given = cls(visit=visit, approval=approval, by=by, at=at)
        given.language, given.understood = handing.language, understood
        given.as_prescribed = line if words.has_dose else ""
        given.shown = given._as_shown()
        fulfil(visit, words.kind, understood=understood, by=by, at=at)
        rules = {
            "advice_given_once_a_visit": GivenAlready,
            "advice_given_is_approved": NotApprovedHere,
        }
        with refusing(rules):
            given.save(force_insert=True)
        told = {"visit_id": visit.pk, "language": given.language}
        given.record(Advised, by=by, at=at, **told)
        return given

    def said(self) -> Said:
        """In the language it was given in."""
        return self.text.zh if self.language == Language.ZH_HANS else self.text.en

    def _as_shown(self) -> str:
        said, clinic = self.said(), self.visit.clinic
        parts = (said.title, said.words, self.as_prescribed, said.call)
        return "\n".join(part for part in (*parts, clinic.phone) if part)

    def record(
        self, fact: type[Fact], *, by: Staff | None, at: datetime, **more: Any
    ) -> None:
        self.text.record(
            fact,
            clinic=self.visit.clinic,
            by=by,
            at=at,
            patient_id=self.visit.patient_id,
            given_id=self.pk,
            **more,
        )
