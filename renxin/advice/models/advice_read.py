from datetime import datetime

import pgtrigger
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from renxin.advice.facts import AdviceOpened
from renxin.advice.models.advice_given import AdviceGiven
from renxin.advice.models.advice_text import STAYS


class AdviceRead(models.Model):
    """The patient, or whoever looks after a child, says that they have read it."""

    given = models.OneToOneField(
        AdviceGiven, models.PROTECT, primary_key=True, related_name="read"
    )
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("advice read")
        triggers = [pgtrigger.Protect(name="advice_read_stays", operation=STAYS)]

    def __str__(self) -> str:
        return f"{self.given_id} at {self.at:%Y-%m-%d}"

    @classmethod
    @transaction.atomic
    def tell(cls, given: AdviceGiven, *, at: datetime) -> "AdviceRead":
        """Once; pressed again it stays as it was."""
        read, is_new = cls.objects.get_or_create(given=given, defaults={"at": at})
        if is_new:
            given.record(AdviceOpened, by=None, at=at)
        return read
