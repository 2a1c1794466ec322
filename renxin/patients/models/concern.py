from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.patients.models.patient import Patient
from renxin.staff.models import Staff

WORST = 10


class Concern(models.Model):
    """What stands between a patient and care, told so the next person knows."""

    class Kind(models.TextChoices):
        UNFAMILIAR = "UNFAMILIAR", _("Everything is new")
        FEAR = "FEAR", _("Fear")
        DISCOMFORT = "DISCOMFORT", _("Pain and discomfort")
        COST = "COST", _("Cost")
        TIME = "TIME", _("Time")
        TRUST = "TRUST", _("Trust")

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="concerns")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    level = models.PositiveSmallIntegerField(
        _("level"), null=True, blank=True, validators=[MaxValueValidator(WORST)]
    )
    note = models.CharField(_("in their words"), max_length=200, blank=True)
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)

    class Meta:
        verbose_name = _("concern")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(level=None) | models.Q(level__lte=WORST),
                name="concern_level_to_ten",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.patient_id} #{self.pk}"
