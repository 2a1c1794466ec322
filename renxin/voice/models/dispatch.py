from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.voice.kinds import Receipt
from renxin.voice.models.message import Message


class Dispatch(models.Model):
    """A message was handed to a channel, once, and how far it is known to have come."""

    message = models.OneToOneField(
        Message, models.PROTECT, related_name="dispatch", primary_key=True
    )
    channel = models.CharField(_("channel"), max_length=20)
    receipt = models.CharField(_("receipt"), max_length=10, choices=Receipt.choices)
    # As it went out, but for codes and keys.
    words = models.TextField(_("the words"))
    at = models.DateTimeField(_("at"), db_index=True)

    class Meta:
        verbose_name = _("dispatch")

    def __str__(self) -> str:
        return f"{self.channel} of {self.message_id}"
