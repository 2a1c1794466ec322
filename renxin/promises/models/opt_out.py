from datetime import datetime

import pgtrigger
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from renxin.patients.models import Patient
from renxin.staff.models import Staff

# Taken back is a mistaken key, and its ending goes first; else their own word undoes
# it, which is on record before it goes.
WHILE_IT_WAS_SAID = """
IF EXISTS (
    SELECT FROM promises_callswelcome AS word
    WHERE word.patient_id = OLD.patient_id AND word.at >= OLD.at
) THEN
    RETURN OLD;
END IF;
IF OLD.promise_id IS NULL OR EXISTS (
    SELECT FROM promises_ending WHERE promise_id = OLD.promise_id
) THEN
    RAISE EXCEPTION 'they asked not to be called'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'opt_out_stays';
END IF;
RETURN OLD;
"""


class OptOut(models.Model):
    """A patient asked not to be called; nobody rings until they say otherwise."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="opt_outs")
    # The call in which they said so; none where they said it at the desk.
    promise = models.OneToOneField(
        "promises.Promise", models.PROTECT, null=True, related_name="opt_out"
    )
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("opt-out")
        triggers = [
            pgtrigger.Protect(name="opt_out_unchanged", operation=pgtrigger.Update),
            pgtrigger.Trigger(
                name="opt_out_stays",
                operation=pgtrigger.Delete,
                when=pgtrigger.Before,
                func=WHILE_IT_WAS_SAID,
            ),
        ]

    def __str__(self) -> str:
        return f"opt-out of {self.patient_id} #{self.pk}"

    @classmethod
    @transaction.atomic
    def take_back(
        cls, record_ids: list[int], *, evidence: str, by: Staff, at: datetime
    ) -> int:
        """By their own word, under whichever of their records; how many there were."""
        standing = cls.objects.select_for_update().filter(patient__in=record_ids)
        people = set(standing.values_list("patient_id", flat=True))
        told = {"evidence": evidence, "by": by, "at": at}
        CallsWelcome.objects.bulk_create(
            CallsWelcome(patient_id=pk, **told) for pk in sorted(people)
        )
        standing.delete()
        return len(people)


class CallsWelcome(models.Model):
    """They want to be rung again, and said so themselves."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="+")
    # Where the proof is: the form, the message, the recording.
    evidence = models.CharField(_("evidence"), max_length=200)
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("calls welcome")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(evidence=""), name="welcome_with_evidence"
            )
        ]
        triggers = [
            pgtrigger.Protect(
                name="welcome_stays", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self) -> str:
        return f"calls welcome to {self.patient_id} #{self.pk}"
