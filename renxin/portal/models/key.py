from datetime import datetime
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.desk.secret import digest_of, made
from renxin.patients.models import ContactPoint, Patient


class KeyQuerySet(models.QuerySet["Key"]):
    def live(self, *, at: datetime) -> Self:
        in_time = models.Q(until=None) | models.Q(until__gt=at)
        return self.filter(in_time, revoked_at=None)

    def behind(self, secret: str, kind: str, *, at: datetime) -> "Key | None":
        found = self.live(at=at).filter(digest=digest_of(secret), kind=kind)
        return found.select_related("patient", "contact_point").first()


class Key(models.Model):
    """What opens one patient's pages, or their calendar, without a code; revocable."""

    class Kind(models.TextChoices):
        LINK = "LINK", _("Link in a message")
        FEED = "FEED", _("Calendar feed")

    kind = models.CharField(_("kind"), max_length=4, choices=Kind.choices)
    patient = models.ForeignKey(Patient, models.PROTECT, related_name="+")
    # The phone it was sent to or made on; a feed reads no more than that phone may.
    contact_point = models.ForeignKey(
        ContactPoint, models.PROTECT, null=True, related_name="+"
    )
    digest = models.CharField(_("digest"), max_length=64, unique=True)
    made_at = models.DateTimeField(_("made at"))
    until = models.DateTimeField(_("until"), null=True)
    revoked_at = models.DateTimeField(_("revoked at"), null=True)

    objects = KeyQuerySet.as_manager()

    class Meta:
        verbose_name = _("key of a patient")

    def __str__(self) -> str:
        return f"{self.kind} of {self.patient_id} #{self.pk}"

    @classmethod
    def make(
        cls,
        kind: "Key.Kind",
        patient: Patient,
        point: ContactPoint | None,
        *,
        at: datetime,
        until: datetime | None = None,
    ) -> str:
        """A new key; the secret is told this once."""
        secret = made()
        cls.objects.create(
            kind=kind,
            patient=patient,
            contact_point=point,
            digest=digest_of(secret),
            made_at=at,
            until=until,
        )
        return secret

    def revoke(self, *, at: datetime) -> None:
        type(self).objects.filter(pk=self.pk, revoked_at=None).update(revoked_at=at)
