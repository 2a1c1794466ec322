from datetime import datetime
from typing import Self

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from renxin.clinics.models import Clinic
from renxin.desk.secret import digest_of, made
from renxin.staff.models import Staff


class DisplayKeyQuerySet(models.QuerySet["DisplayKey"]):
    def at(self, clinic: Clinic) -> Self:
        return self.filter(clinic=clinic)

    def live(self) -> Self:
        return self.filter(revoked_at=None)


class DisplayKey(models.Model):
    """What lets a screen in the waiting room show numbers, with nobody signed in."""

    clinic = models.ForeignKey(Clinic, models.PROTECT, related_name="display_keys")
    digest = models.CharField(_("digest"), max_length=64, unique=True)
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("made at"))
    revoked_at = models.DateTimeField(_("revoked at"), null=True)

    objects = DisplayKeyQuerySet.as_manager()

    class Meta:
        verbose_name = _("key of a waiting-room display")
        constraints = [
            models.UniqueConstraint(
                fields=["clinic"],
                condition=models.Q(revoked_at=None),
                name="one_display_key_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"display key #{self.pk}"

    @classmethod
    @transaction.atomic
    def make(cls, clinic: Clinic, *, by: Staff, at: datetime) -> str:
        """A new key, told this once; the one before opens nothing from now on."""
        Clinic.objects.select_for_update().get(pk=clinic.pk)
        cls.revoke(clinic, at=at)
        secret = made()
        cls.objects.create(clinic=clinic, digest=digest_of(secret), by=by, made_at=at)
        return secret

    @classmethod
    def revoke(cls, clinic: Clinic, *, at: datetime) -> None:
        """No screen shows anything any more until a new key is made."""
        cls.objects.at(clinic).live().update(revoked_at=at)

    @classmethod
    def clinic_behind(cls, secret: str) -> Clinic | None:
        live = cls.objects.live().filter(digest=digest_of(secret))
        found = live.select_related("clinic").first()
        return found.clinic if found else None
