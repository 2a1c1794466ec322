import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.protocols.kinds import Kind

STAYS = pgtrigger.Update | pgtrigger.Delete


class Protocol(models.Model):
    """What should happen after something did; what it says stands in its versions."""

    code = models.CharField(_("code"), max_length=24, unique=True)
    # For life: what keeps patients safe is never made into anything less.
    kind = models.CharField(_("kind"), max_length=8, choices=Kind.choices)

    class Meta:
        verbose_name = _("protocol")
        triggers = [pgtrigger.Protect(name="protocol_stays", operation=STAYS)]

    def __str__(self) -> str:
        return self.code

    @property
    def is_safety(self) -> bool:
        return self.kind == Kind.SAFETY
