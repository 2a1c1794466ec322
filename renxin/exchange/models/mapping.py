from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.exchange.kinds import Kind


class Mapping(models.Model):
    """How the columns of one kind of file were read the last time."""

    source = models.CharField(_("from the system"), max_length=40)
    kind = models.CharField(_("kind"), max_length=16, choices=Kind.choices)
    heading = models.CharField(_("fingerprint of the heading"), max_length=64)
    text = models.TextField(_("mapping"))
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("mapping")
        constraints = [
            models.UniqueConstraint(fields=["source", "heading"], name="mapped_once")
        ]
        indexes = [models.Index(fields=["heading", "-at"], name="mapping_heading")]

    def __str__(self) -> str:
        return f"{self.source} {self.kind} #{self.pk}"
