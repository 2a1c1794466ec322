from datetime import datetime, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

# So many failures in a row, and nobody tries for a while; the while grows.
PATIENCE = 5
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=30), timedelta(minutes=10)


class Line(models.Model):
    """How a channel is doing, told by all who use it: whether one may try it now."""

    channel = models.CharField(_("channel"), max_length=20, primary_key=True)
    failures = models.PositiveIntegerField(_("failures in a row"), default=0)
    shut_until = models.DateTimeField(_("not tried until"), null=True)
    trouble = models.CharField(_("trouble"), max_length=120, default="")
    failed_at = models.DateTimeField(_("failed at"), null=True)
    worked_at = models.DateTimeField(_("worked at"), null=True)

    class Meta:
        verbose_name = _("channel line")

    def __str__(self) -> str:
        return self.channel

    @classmethod
    def worked(cls, channel: str, *, at: datetime) -> None:
        cls.objects.update_or_create(
            channel=channel,
            defaults={"failures": 0, "shut_until": None, "worked_at": at},
        )

    @classmethod
    def failed(cls, channel: str, trouble: str, *, times: int, at: datetime) -> None:
        """Count it; from some number on the channel is left alone for a while."""
        line, _new = cls.objects.select_for_update().get_or_create(channel=channel)
        line.failures += times
        line.trouble, line.failed_at = trouble[:120], at
        if line.failures >= PATIENCE:
            growth = 2 ** min((line.failures - PATIENCE) // PATIENCE, 10)
            line.shut_until = at + min(FIRST_PAUSE * growth, LONGEST_PAUSE)
        line.save()
