import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.protocols.models.protocol import STAYS
from renxin.protocols.models.protocol_enrolment import ProtocolEnrolment


class ProtocolExclusion(models.Model):
    """Something happened that a protocol is for, and the patient was left out, and why.

    Left out before any draw, and so on neither side of a trial.
    """

    enrolment = models.OneToOneField(
        ProtocolEnrolment, models.PROTECT, related_name="exclusion", primary_key=True
    )
    why = models.CharField(_("why"), max_length=40)
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("protocol exclusion")
        triggers = [pgtrigger.Protect(name="exclusion_stays", operation=STAYS)]

    def __str__(self) -> str:
        return f"{self.why} for {self.enrolment_id}"
