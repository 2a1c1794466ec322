import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.patients.models import Patient

# Taken back is a mistaken key, and its ending goes first; nothing else undoes it.
WHILE_IT_WAS_SAID = """
IF EXISTS (SELECT FROM promises_ending WHERE promise_id = OLD.promise_id) THEN
    RAISE EXCEPTION 'they asked not to be called'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'opt_out_stays';
END IF;
RETURN OLD;
"""


class OptOut(models.Model):
    """A patient asked not to be called; nobody rings until they say otherwise."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="opt_outs")
    promise = models.OneToOneField(
        "promises.Promise", models.PROTECT, related_name="opt_out"
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
