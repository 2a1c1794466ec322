import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.clinics.models import Clinic
from renxin.patients.models import Patient
from renxin.visits.models import Visit


class ServiceElement(models.TextChoices):
    """The eight elements of service, and four questions beside them."""

    ETHICS = "ETHICS", _("Ethics")
    TECHNIQUE = "TECHNIQUE", _("Technique")
    SERVICE = "SERVICE", _("Service")
    ENVIRONMENT = "ENVIRONMENT", _("Environment")
    PRICE = "PRICE", _("Price")
    EQUIPMENT = "EQUIPMENT", _("Equipment")
    PROCESS = "PROCESS", _("Process")
    COMMUNICATION = "COMMUNICATION", _("Communication")
    OVERALL = "OVERALL", _("Overall")
    RECOMMEND = "RECOMMEND", _("Would recommend")
    PAIN = "PAIN", _("Pain")
    OUTCOME = "OUTCOME", _("Outcome")


class Answer(models.Model):
    """One answer in a survey; a question left unanswered has no score."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="answers")
    clinic = models.ForeignKey(
        Clinic, models.PROTECT, null=True, blank=True, related_name="answers"
    )
    visit = models.ForeignKey(
        Visit, models.PROTECT, null=True, blank=True, related_name="answers"
    )
    element = models.CharField(
        _("element"), max_length=13, choices=ServiceElement.choices
    )
    score = models.DecimalField(
        _("score"), max_digits=5, decimal_places=2, null=True, blank=True
    )
    note = models.CharField(_("in their words"), max_length=200, blank=True)
    asked_at = models.DateTimeField(_("asked at"))
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)

    class Meta:
        verbose_name = _("answer")
        indexes = [
            models.Index(fields=["patient", "-asked_at"], name="answer_of_patient")
        ]
        # Nobody is less content for being left out; only an import is taken back whole.
        triggers = [pgtrigger.Protect(name="answer_kept", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.element} {self.score} #{self.pk}"
