from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.exchange.kinds import Kind
from renxin.exchange.models.import_run import Import


class RefusedRow(models.Model):
    """A row that was not taken in: where it stands, and what was expected there."""

    made_by = models.ForeignKey(
        Import, models.CASCADE, related_name="refused_rows", verbose_name=_("import")
    )
    kind = models.CharField(_("kind"), max_length=16, choices=Kind.choices)
    place = models.BigIntegerField(_("place"))
    file = models.IntegerField(_("file"), default=0)
    line = models.BigIntegerField(_("line"))
    column = models.CharField(_("column"), max_length=120, blank=True)
    value = models.CharField(_("value, masked"), max_length=120, blank=True)
    reason = models.CharField(_("reason"), max_length=300)

    class Meta:
        verbose_name = _("refused row")
        indexes = [
            models.Index(fields=["made_by", "kind", "place"], name="refused_of_import")
        ]

    def __str__(self) -> str:
        return f"line {self.line} #{self.pk}"
