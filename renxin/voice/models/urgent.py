import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.voice.models.message import Message


class Urgent(models.Model):
    """Why something was said at any hour; who answers for it stands on the message."""

    message = models.OneToOneField(
        Message, models.PROTECT, related_name="urgent", primary_key=True
    )
    why = models.CharField(_("why"), max_length=200)

    class Meta:
        verbose_name = _("urgent message")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(why=""), name="urgent_for_a_reason"
            )
        ]
        triggers = [
            pgtrigger.Protect(
                name="urgent_stays", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self) -> str:
        return f"urgent {self.message_id}"
