import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.voice.kinds import Receipt
from renxin.voice.models.message import Message


class Report(models.Model):
    """What a channel told later of a message: late, doubled, or out of order."""

    message = models.ForeignKey(Message, models.PROTECT, related_name="reports")
    receipt = models.CharField(_("receipt"), max_length=10, choices=Receipt.choices)
    channel = models.CharField(_("channel"), max_length=20)
    # The carrier's own word for it, for whoever asks them.
    code = models.CharField(_("code"), max_length=60, default="")
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("report")
        constraints = [
            models.UniqueConstraint(
                fields=["message", "channel", "receipt", "code"], name="reported_once"
            )
        ]
        triggers = [
            pgtrigger.Protect(
                name="append_only", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self) -> str:
        return f"{self.receipt} of {self.message_id}"
