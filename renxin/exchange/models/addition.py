from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.exchange.models.import_run import Import


class Addition(models.Model):
    """A row an import hung on a record it did not make: a phone, an enrolment."""

    made_by = models.ForeignKey(
        Import, models.PROTECT, related_name="additions", verbose_name=_("import")
    )
    table = models.CharField(_("table"), max_length=40)
    object_id = models.BigIntegerField(_("record"))

    class Meta:
        verbose_name = _("addition")
        indexes = [models.Index(fields=["made_by", "table"], name="addition_of_import")]

    def __str__(self) -> str:
        return f"{self.table} {self.object_id} #{self.pk}"
