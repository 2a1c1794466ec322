from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.exchange.kinds import Kind
from renxin.exchange.models.import_run import Import


class Change(models.Model):
    """What an import changed in a record that was already here, before and after."""

    made_by = models.ForeignKey(
        Import, models.PROTECT, related_name="changes", verbose_name=_("import")
    )
    kind = models.CharField(_("kind"), max_length=16, choices=Kind.choices)
    object_id = models.BigIntegerField(_("record"))
    origin_id = models.BigIntegerField(_("origin"), null=True)
    digest_before = models.BinaryField(_("digest before"), null=True)
    before = models.JSONField(_("before"))
    after = models.JSONField(_("after"))

    class Meta:
        verbose_name = _("change")
        indexes = [
            models.Index(fields=["made_by", "kind"], name="change_of_import"),
            models.Index(fields=["kind", "object_id"], name="change_of_record"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id} #{self.pk}"
