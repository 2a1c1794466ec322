import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.voice.kinds import Receipt
from renxin.voice.models.message import Message

# Known by rank, so that a late or doubled report cannot take back what we know.
ONLY_RISES = f"""
IF array_position(ARRAY{list(Receipt.values)}::text[], NEW.receipt)
 < array_position(ARRAY{list(Receipt.values)}::text[], OLD.receipt) THEN
    RAISE EXCEPTION 'what is known of a message only grows'
    USING ERRCODE = 'check_violation', CONSTRAINT = 'receipt_only_rises';
END IF;
RETURN NEW;
"""


class Dispatch(models.Model):
    """A message was handed to a channel, once, and how far it is known to have come."""

    message = models.OneToOneField(
        Message, models.PROTECT, related_name="dispatch", primary_key=True
    )
    channel = models.CharField(_("channel"), max_length=20)
    receipt = models.CharField(_("receipt"), max_length=10, choices=Receipt.choices)
    # As it went out, but for codes and keys.
    words = models.TextField(_("the words"))
    # The number the channel gave it, where it does not report by ours.
    outside_id = models.CharField(_("the channel’s number"), max_length=80, default="")
    at = models.DateTimeField(_("at"), db_index=True)
    # When the channel was last asked how far it came.
    asked_at = models.DateTimeField(_("asked at"), null=True)

    class Meta:
        verbose_name = _("dispatch")
        indexes = [
            models.Index(
                fields=["at"],
                name="dispatch_unreported",
                condition=models.Q(receipt=Receipt.ACCEPTED),
            ),
            models.Index(
                fields=["channel", "outside_id"],
                name="dispatch_outside",
                condition=~models.Q(outside_id=""),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="receipt_only_rises",
                operation=pgtrigger.UpdateOf("receipt"),  # type: ignore[no-untyped-call]
                when=pgtrigger.Before,
                func=ONLY_RISES,
            )
        ]

    def __str__(self) -> str:
        return f"{self.channel} of {self.message_id}"
