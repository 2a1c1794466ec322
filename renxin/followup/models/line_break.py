from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.clinics.models import Clinic
from renxin.followup.kinds import WhyBroken
from renxin.patients.models import Patient
from renxin.staff.models import Staff
from renxin.staff.reach import within
from renxin.visits.models import Visit


class LineBreakQuerySet(models.QuerySet["LineBreak"]):
    def open(self) -> Self:
        return self.filter(ended_at=None)

    def visible_to(self, staff: Staff) -> Self:
        return self.filter(within(staff, "line.see"))


class LineBreak(models.Model):
    """Nothing stands ahead of a patient, and nobody wrote down why."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="line_breaks")
    clinic = models.ForeignKey(Clinic, models.PROTECT, related_name="line_breaks")
    visit = models.ForeignKey(Visit, models.PROTECT, related_name="+")
    doctor = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    why = models.CharField(_("why"), max_length=10, choices=WhyBroken)
    left_at = models.DateTimeField(_("left at"))
    broken_at = models.DateTimeField(_("broken since"))
    found_at = models.DateTimeField(_("found at"))
    ended_at = models.DateTimeField(_("whole again at"), null=True, blank=True)

    objects = LineBreakQuerySet.as_manager()

    class Meta:
        verbose_name = _("break of the line")
        constraints = [
            models.UniqueConstraint(
                fields=["patient"],
                condition=models.Q(ended_at=None),
                name="broken_once_at_a_time",
            )
        ]
        indexes = [
            models.Index(
                fields=["clinic", "broken_at", "id"],
                name="line_break_open",
                condition=models.Q(ended_at=None),
            )
        ]

    def __str__(self) -> str:
        return f"{self.why} {self.patient_id} #{self.pk}"
