from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.exchange.kinds import Kind
from renxin.exchange.models.import_run import Import


class Origin(models.Model):
    """Where a record came from: the number another system knows it by."""

    source = models.CharField(_("from the system"), max_length=40)
    kind = models.CharField(_("kind"), max_length=16, choices=Kind.choices)
    external_id = models.CharField(_("number there"), max_length=120)
    object_id = models.BigIntegerField(_("record here"))
    # Four bytes for each field of the kind, so that only what changed there
    # since the last time is changed here; empty for a bare record.
    digest = models.BinaryField(_("digest"))
    # Found by origin_of_import, which begins with it.
    made_by = models.ForeignKey(
        Import,
        models.PROTECT,
        related_name="origins",
        verbose_name=_("import"),
        db_index=False,
    )
    # False where the record stood here before and was only recognised.
    is_maker = models.BooleanField(_("made the record"), default=True)

    class Meta:
        verbose_name = _("origin")
        constraints = [
            models.UniqueConstraint(
                fields=["source", "kind", "external_id"], name="origin_once"
            )
        ]
        indexes = [models.Index(fields=["made_by", "kind"], name="origin_of_import")]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id} #{self.pk}"
