from datetime import datetime

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.journal import book
from renxin.staff.models import Staff
from renxin.voice.facts import PaperKept
from renxin.voice.kinds import KEEPS_PAPERS
from renxin.voice.refusals import NotYours

STAYS = pgtrigger.Update | pgtrigger.Delete


class Licence(models.Model):
    """The licence to practise as it reads: under which name, for which departments."""

    first_name = models.CharField(_("first name"), max_length=80)
    # As they stand there, one a line.
    departments = models.TextField(_("departments"))
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("licence")
        triggers = [pgtrigger.Protect(name="licence_stays", operation=STAYS)]

    def __str__(self) -> str:
        return f"licence #{self.pk}"

    @property
    def named(self) -> frozenset[str]:
        lines = (line.strip() for line in self.departments.splitlines())
        return frozenset(line for line in lines if line)

    @classmethod
    def keep(
        cls, *, first_name: str, departments: str, by: Staff, at: datetime
    ) -> "Licence":
        """As it reads from now on; what it said before stays on record."""
        if not by.may(KEEPS_PAPERS):
            raise NotYours
        kept = cls.objects.create(
            first_name=first_name, departments=departments, by=by, at=at
        )
        book.record(PaperKept(kind="LICENCE", of=first_name, by_id=by.pk, at=at))
        return kept
