from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.voice.kinds import WHAT_HELPS, Why
from renxin.voice.models.message import Message


class Withheld(models.Model):
    """A message was not sent after all, with the reason."""

    message = models.OneToOneField(
        Message, models.PROTECT, related_name="withheld", primary_key=True
    )
    why = models.CharField(_("why"), max_length=16, choices=Why.choices)
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("message withheld")

    def __str__(self) -> str:
        return f"{self.why} for {self.message_id}"

    @property
    def what_helps(self) -> str:
        """What somebody can do about it, if anything."""
        return str(WHAT_HELPS.get(Why(self.why), ""))
