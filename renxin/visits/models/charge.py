from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.clinics.models import Clinic
from renxin.patients.models import Patient
from renxin.visits.models.visit import Visit


class Kind(models.TextChoices):
    """What was charged for."""

    EXAM = "EXAM", _("Examination")
    DRUG = "DRUG", _("Drug")
    CONSUMABLE = "CONSUMABLE", _("Consumable")
    PROCEDURE = "PROCEDURE", _("Procedure")
    OTHER = "OTHER", _("Other")


class Charge(models.Model):
    """One charged item, as the billing system reports it; no ledger of ours."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="charges")
    clinic = models.ForeignKey(Clinic, models.PROTECT, related_name="charges")
    visit = models.ForeignKey(
        Visit, models.PROTECT, null=True, blank=True, related_name="charges"
    )
    day = models.DateField(_("day"))
    amount_fen = models.BigIntegerField(_("amount in fen"))
    refunded_fen = models.BigIntegerField(_("refunded in fen"), default=0)
    service_name = models.CharField(_("service"), max_length=80, blank=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, blank=True)
    condition = models.CharField(_("condition"), max_length=80, blank=True)
    doctor_name = models.CharField(_("doctor's name"), max_length=60, blank=True)
    department_name = models.CharField(_("department"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("charge")
        indexes = [
            models.Index(fields=["patient", "-day"], name="charge_of_patient"),
            models.Index(fields=["clinic", "day"], name="charge_of_clinic"),
        ]

    def __str__(self) -> str:
        return f"{self.patient_id} {self.day} #{self.pk}"
