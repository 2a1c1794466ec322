from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.exchange.kinds import Kind
from renxin.exchange.models.import_run import Import


class Portion(models.Model):
    """A stretch of rows carried out in one transaction, and the ids it drew.

    Whatever hangs on a record made in the stretch and has an id no higher than
    the mark was hung there by it: nobody else could see the record yet.
    """

    made_by = models.ForeignKey(
        Import, models.PROTECT, related_name="portions", verbose_name=_("import")
    )
    kind = models.CharField(_("kind"), max_length=16, choices=Kind.choices)
    after = models.BigIntegerField(_("after row"))
    upto = models.BigIntegerField(_("up to row"))
    marks_before = models.JSONField(_("marks before"), default=dict)
    marks = models.JSONField(_("marks"), default=dict)

    class Meta:
        verbose_name = _("portion")
        constraints = [
            models.UniqueConstraint(
                fields=["made_by", "kind", "upto"], name="portion_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.after}-{self.upto} #{self.pk}"
