from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.desk.refusal import Stale


class Versioned(models.Model):
    """A record that two people may edit at once, and neither loses their words."""

    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    class Meta:
        abstract = True

    def take_version(self, expected: int) -> None:
        """Claim the next version, or refuse if somebody else already has."""
        every: models.QuerySet[Self] = models.QuerySet(type(self))
        mine = every.filter(pk=self.pk, version=expected)
        if not mine.update(version=models.F("version") + 1):
            raise Stale
        self.version = expected + 1
