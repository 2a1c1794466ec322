from datetime import datetime, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.desk.secret import digest_of, made
from renxin.patients.models import ContactPoint, Patient
from renxin.portal import policy

MINUTE = timedelta(minutes=1)


class PhoneSession(models.Model):
    """Somebody came in with their phone: by a code to it, or by a link sent to it."""

    digest = models.CharField(_("digest"), max_length=64, unique=True)
    contact_point = models.ForeignKey(
        ContactPoint, models.PROTECT, null=True, related_name="+"
    )
    # Came in by a link: that one patient and nobody else.
    only = models.ForeignKey(Patient, models.PROTECT, null=True, related_name="+")
    # Of those this phone may look after, the one it is about now.
    patient = models.ForeignKey(Patient, models.PROTECT, null=True, related_name="+")
    # Whom they registered here, when nobody was looked after from this phone.
    newcomer = models.ForeignKey(Patient, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(_("made at"))
    seen_at = models.DateTimeField(_("last seen at"))
    ended_at = models.DateTimeField(_("ended at"), null=True)
    address = models.GenericIPAddressField(_("address"), null=True)

    class Meta:
        verbose_name = _("phone session")

    def __str__(self) -> str:
        return f"phone session #{self.pk}"

    @classmethod
    def open(
        cls,
        point: ContactPoint | None,
        *,
        at: datetime,
        only: Patient | None = None,
        address: str | None = None,
    ) -> str:
        """Let them in; the secret goes into their cookie and is kept nowhere else."""
        secret = made()
        cls.objects.create(
            digest=digest_of(secret),
            contact_point=point,
            only=only,
            patient=only,
            made_at=at,
            seen_at=at,
            address=address,
        )
        return secret

    @classmethod
    def behind(cls, secret: str) -> "PhoneSession | None":
        """Whose cookie this is, or was."""
        held = cls.objects.filter(digest=digest_of(secret))
        return held.select_related("contact_point", "only", "patient").first()

    def is_live(self, *, at: datetime) -> bool:
        rules = policy.sessions()
        in_time = at < self.made_at + rules.lasts and at < self.seen_at + rules.idle
        return self.ended_at is None and in_time

    def be_seen(self, *, at: datetime) -> None:
        """Being seen keeps them in."""
        if self.seen_at < at - MINUTE:
            self.seen_at = at
            self.save(update_fields=["seen_at"])

    def be_about(self, patient: Patient) -> None:
        self.patient = patient
        self.save(update_fields=["patient"])

    def end(self, *, at: datetime) -> None:
        self.ended_at = at
        self.save(update_fields=["ended_at"])
