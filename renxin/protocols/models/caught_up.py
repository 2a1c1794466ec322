from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.protocols.models.running import TurnedOn


class CaughtUp(models.Model):
    """How far the journal has been looked through for a protocol, in its own order.

    By the numbers of transactions, never by clocks: a line of long ago that is written
    today stands at the end of it.
    """

    run = models.OneToOneField(
        TurnedOn, models.CASCADE, primary_key=True, related_name="caught_up"
    )
    # Everything of an older transaction was there to be seen.
    before = models.BigIntegerField(_("up to the transaction"))
    # When the whole stretch was last looked through, whatever was new.
    whole_at = models.DateTimeField(_("looked through at"))

    class Meta:
        verbose_name = _("mark in the journal")

    def __str__(self) -> str:
        return f"{self.run_id} up to {self.before}"
