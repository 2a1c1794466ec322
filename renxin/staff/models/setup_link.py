import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.staff.models.staff import Staff

LASTS = timedelta(hours=24)


class SetupLink(models.Model):
    """A one-time door: for the first person of a house, or a colleague's password."""

    staff = models.ForeignKey(
        Staff, models.PROTECT, null=True, related_name="setup_links"
    )
    digest = models.CharField(_("digest"), max_length=64, unique=True)
    made_at = models.DateTimeField(_("made at"))
    used_at = models.DateTimeField(_("used at"), null=True)

    class Meta:
        verbose_name = _("set-up link")

    def __str__(self) -> str:
        return f"set-up link #{self.pk}"

    @classmethod
    def issue(cls, *, at: datetime, staff: Staff | None = None) -> str:
        """Make a new link and end earlier ones; the secret shows only once."""
        cls.objects.filter(staff=staff, used_at=None).update(used_at=at)
        secret = secrets.token_urlsafe(32)
        cls.objects.create(staff=staff, digest=_digest(secret), made_at=at)
        return secret

    @classmethod
    def live(cls, secret: str, *, at: datetime) -> Self | None:
        return (
            cls.objects.filter(
                digest=_digest(secret), used_at=None, made_at__gt=at - LASTS
            )
            .select_related("staff")
            .first()
        )

    def use(self, *, at: datetime) -> bool:
        """Take the link; False when another hand was quicker."""
        unused = type(self).objects.filter(pk=self.pk, used_at=None)
        return bool(unused.update(used_at=at))


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
