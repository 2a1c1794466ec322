import pghistory
from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.patients.models.patient import Patient


class ContactPoint(models.Model):
    """A phone, e-mail or WeChat by which people can be reached; it belongs to no one.

    A mother's phone serves three children: who is behind it is a Reach.
    """

    class Kind(models.TextChoices):
        PHONE = "PHONE", _("Phone")
        EMAIL = "EMAIL", _("E-mail")
        WECHAT = "WECHAT", _("WeChat")

    kind = models.CharField(_("kind"), max_length=6, choices=Kind.choices)
    value = models.CharField(_("value"), max_length=120)
    # Read from the end, so that the tail of a number is a prefix an index can use.
    backwards = models.CharField(_("backwards"), max_length=120)
    bad_at = models.DateTimeField(_("found wrong at"), null=True, blank=True)

    class Meta:
        verbose_name = _("contact point")
        constraints = [
            models.UniqueConstraint(fields=["kind", "value"], name="contact_once")
        ]
        indexes = [
            models.Index(
                OpClass("backwards", "text_pattern_ops"), name="contact_backwards"
            ),
            models.Index(OpClass("value", "text_pattern_ops"), name="contact_value"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} #{self.pk}"


@pghistory.track()
class Reach(models.Model):
    """Through which contact point a patient is reached, and whose it is."""

    class Whose(models.TextChoices):
        OWN = "OWN", _("Own")
        MOTHER = "MOTHER", _("Mother")
        FATHER = "FATHER", _("Father")
        SPOUSE = "SPOUSE", _("Spouse")
        CHILD = "CHILD", _("Child")
        GRANDPARENT = "GRANDPARENT", _("Grandparent")
        GUARDIAN = "GUARDIAN", _("Guardian")
        OTHER = "OTHER", _("Other")

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="reaches")
    contact_point = models.ForeignKey(
        ContactPoint, models.PROTECT, related_name="reaches"
    )
    whose = models.CharField(
        _("whose"), max_length=12, choices=Whose.choices, default=Whose.OWN
    )
    rank = models.PositiveSmallIntegerField(_("order"), default=1)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)

    class Meta:
        verbose_name = _("reach")
        constraints = [
            models.UniqueConstraint(
                fields=["patient", "contact_point"],
                condition=models.Q(ended_at=None),
                name="reached_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.patient_id} {self.whose} #{self.pk}"
