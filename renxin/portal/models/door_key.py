from datetime import datetime

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from renxin.clinics.models import Clinic
from renxin.desk.secret import digest_of, made
from renxin.staff.models import Staff


class DoorKey(models.Model):
    """What lets a screen at the entrance show the code, with nobody signed in there."""

    clinic = models.ForeignKey(Clinic, models.PROTECT, related_name="door_keys")
    digest = models.CharField(_("digest"), max_length=64, unique=True)
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("made at"))
    revoked_at = models.DateTimeField(_("revoked at"), null=True)

    class Meta:
        verbose_name = _("key of a screen at the door")

    def __str__(self) -> str:
        return f"door key #{self.pk}"

    @classmethod
    @transaction.atomic
    def make(cls, clinic: Clinic, *, by: Staff, at: datetime) -> str:
        """A new key, told this once; the one before opens nothing from now on."""
        secret = made()
        cls.objects.filter(clinic=clinic, revoked_at=None).update(revoked_at=at)
        cls.objects.create(clinic=clinic, digest=digest_of(secret), by=by, made_at=at)
        return secret

    @classmethod
    def clinic_behind(cls, secret: str) -> Clinic | None:
        live = cls.objects.filter(digest=digest_of(secret), revoked_at=None)
        found = live.select_related("clinic").first()
        return found.clinic if found else None
