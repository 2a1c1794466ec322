from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.clinics.models import Clinic
from renxin.patients.models import Patient
from renxin.staff.models import Staff


class Kind(models.TextChoices):
    """The trade's three: 初诊, 在诊 and 复诊 are not one thing."""

    FIRST = "FIRST", _("First visit")
    CONTINUING = "CONTINUING", _("Continuing treatment")
    RETURN = "RETURN", _("Return for something new")


class Visit(models.Model):
    """One coming of one patient, from the greeting to the departure."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="visits")
    clinic = models.ForeignKey(Clinic, models.PROTECT, related_name="visits")
    doctor = models.ForeignKey(
        Staff, models.PROTECT, null=True, blank=True, related_name="visits"
    )
    doctor_name = models.CharField(_("doctor's name"), max_length=60, blank=True)
    department_name = models.CharField(_("department"), max_length=60, blank=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, blank=True)
    condition = models.CharField(_("condition"), max_length=80, blank=True)
    payer = models.CharField(_("payer"), max_length=40, blank=True)
    urgency = models.CharField(_("urgency"), max_length=20, blank=True)
    began_at = models.DateTimeField(_("began at"))
    arrived_at = models.DateTimeField(_("arrived at"), null=True, blank=True)
    seen_at = models.DateTimeField(_("seen at"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)
    went_back_to_doctor = models.BooleanField(
        _("back to the doctor"), null=True, blank=True
    )

    class Meta:
        verbose_name = _("visit")
        indexes = [
            models.Index(fields=["patient", "-began_at"], name="visit_of_patient"),
            models.Index(fields=["clinic", "began_at"], name="visit_of_clinic"),
        ]

    def __str__(self) -> str:
        return f"{self.patient_id} @ {self.began_at:%Y-%m-%d} #{self.pk}"
