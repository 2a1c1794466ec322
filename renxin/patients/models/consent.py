import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.patients.models.contact_point import Reach
from renxin.patients.models.patient import Patient
from renxin.staff.models import Staff


class Purpose(models.TextChoices):
    """What a person's data may be used for; one consent names one purpose."""

    CARE = "CARE", _("Diagnosis and treatment")
    SVC_MSG = "SVC_MSG", _("Reminders and follow-up")
    RECALL = "RECALL", _("Health recalls from the records")
    MKT = "MKT", _("Offers and events")
    PROFILE = "PROFILE", _("Grouping and scoring")
    SHARE = "SHARE", _("Sharing with another institution")
    PUBLISH = "PUBLISH", _("Publishing photos or stories")
    SURVEY = "SURVEY", _("Surveys")
    RESEARCH = "RESEARCH", _("Research")
    INSURE = "INSURE", _("Insurance claims")
    MINOR = "MINOR", _("A child's data")


class Method(models.TextChoices):
    """How the answer was given, or taken back."""

    PAPER = "PAPER", _("Signed on paper")
    SCREEN = "SCREEN", _("Signed on screen")
    REPLY = "REPLY", _("Reply to a message")
    CALL = "CALL", _("On the phone")
    SPOKEN = "SPOKEN", _("Said at the desk")
    IMPORTED = "IMPORTED", _("From an earlier system")


class Consent(models.Model):
    """A person's answer, for one purpose, with the evidence for it."""

    class Answer(models.TextChoices):
        GIVEN = "GIVEN", _("Given")
        REFUSED = "REFUSED", _("Refused")

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="consents")
    purpose = models.CharField(_("purpose"), max_length=8, choices=Purpose.choices)
    answer = models.CharField(_("answer"), max_length=7, choices=Answer.choices)
    channels = models.CharField(_("channels"), max_length=60, blank=True)
    given_by = models.CharField(
        _("given by"),
        max_length=12,
        choices=Reach.Whose.choices,
        default=Reach.Whose.OWN,
    )
    method = models.CharField(_("method"), max_length=8, choices=Method.choices)
    text_version = models.CharField(_("version of the text"), max_length=40)
    language = models.CharField(_("language"), max_length=10, default="zh-hans")
    evidence = models.CharField(_("evidence"), max_length=200)
    given_at = models.DateTimeField(_("given at"))
    expires_at = models.DateTimeField(_("expires at"), null=True, blank=True)
    by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    address = models.GenericIPAddressField(_("address"), null=True)

    class Meta:
        verbose_name = _("consent")
        indexes = [
            models.Index(
                fields=["patient", "purpose", "-given_at"], name="consent_last"
            )
        ]
        triggers = [
            pgtrigger.Protect(
                name="append_only", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.answer} #{self.pk}"


class Withdrawal(models.Model):
    """A consent taken back: as easy as giving it, and effective at once."""

    consent = models.OneToOneField(Consent, models.PROTECT, related_name="withdrawal")
    at = models.DateTimeField(_("at"))
    method = models.CharField(_("method"), max_length=8, choices=Method.choices)
    by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("withdrawal")
        triggers = [
            pgtrigger.Protect(
                name="append_only", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self) -> str:
        return f"withdrawal of {self.consent_id}"
