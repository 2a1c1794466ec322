from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

KEPT_FOR = timedelta(days=7)


class ReceiptQuerySet(models.QuerySet["Receipt"]):
    def older_than_kept(self, *, at: datetime) -> Self:
        return self.filter(at__lt=at - KEPT_FOR)


class Receipt(models.Model):
    """What a command answered, so that the same command sent twice acts once."""

    actor_id = models.BigIntegerField(_("actor"), default=0)
    route = models.CharField(_("route"), max_length=200)
    key = models.CharField(_("key"), max_length=100)
    body_hash = models.BinaryField(_("hash of the body"), max_length=32)
    status = models.PositiveSmallIntegerField(_("status"))
    headers = models.JSONField(_("headers"), default=dict)
    answer = models.BinaryField(_("answer"))
    at = models.DateTimeField(_("at"), db_index=True)

    objects = ReceiptQuerySet.as_manager()

    class Meta:
        verbose_name = _("receipt")
        constraints = [
            models.UniqueConstraint(
                fields=["actor_id", "route", "key"], name="receipt_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.route} {self.status} #{self.pk}"
