import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.clinics.models import Clinic
from renxin.followup.models.line_break import LineBreak
from renxin.followup.models.line_start import STAYS
from renxin.patients.models import Patient
from renxin.staff.models import Staff
from renxin.visits.kinds import BY_HAND, WhyNothing


class LineReason(models.Model):
    """Why nothing comes next, written down after the patient had left."""

    # The record it was said of; it holds until they come again.
    patient = models.ForeignKey(Patient, models.PROTECT, related_name="line_reasons")
    clinic = models.ForeignKey(Clinic, models.PROTECT, related_name="line_reasons")
    line_break = models.OneToOneField(
        LineBreak, models.PROTECT, related_name="reason", verbose_name=_("the break")
    )
    why = models.CharField(_("why nothing"), max_length=10, choices=WhyNothing)
    note = models.CharField(_("note"), max_length=200, blank=True)
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("reason for no next step")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(why__in=sorted(BY_HAND))
                & (~models.Q(why="OTHER") | ~models.Q(note="")),
                name="line_reason_is_told",
            )
        ]
        indexes = [
            models.Index(fields=["patient", "-at"], name="line_reason_of_patient")
        ]
        triggers = [pgtrigger.Protect(name="line_reason_stays", operation=STAYS)]

    def __str__(self) -> str:
        return f"{self.why} of {self.patient_id} #{self.pk}"
