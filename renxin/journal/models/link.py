import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.journal.models.entry import Entry


class Link(models.Model):
    """One link of the chain that makes a changed journal entry show."""

    position = models.BigIntegerField(_("position"), primary_key=True)
    entry = models.OneToOneField(Entry, models.PROTECT, related_name="link")
    transaction = models.BigIntegerField(_("transaction"))
    digest = models.BinaryField(_("digest"), max_length=32)

    class Meta:
        verbose_name = _("chain link")
        triggers = [
            pgtrigger.Protect(
                name="append_only", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self) -> str:
        return f"link {self.position}"
