from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.clinics.models import Clinic
from renxin.exchange.kinds import Kind
from renxin.staff.models import Staff
from renxin.staff.reach import within

BUSY = frozenset({"reading", "running", "undoing"})


class ImportQuerySet(models.QuerySet["Import"]):
    def visible_to(self, staff: Staff) -> Self:
        """Imports into the clinics where this person takes files in."""
        return self.filter(within(staff, "imports.run"))

    def unfinished(self) -> Self:
        return self.filter(ended_at=None, undone_at=None)


class Import(models.Model):
    """One file of another system taken in: what it held and what became of it."""

    file_name = models.CharField(_("file"), max_length=255)
    # Where the copy lies until the import ends; a folder of bundles has many.
    places = models.JSONField(_("places"), default=list)
    fingerprint = models.CharField(_("fingerprint of the contents"), max_length=64)
    kind = models.CharField(_("kind"), max_length=16, choices=Kind.choices, blank=True)
    source = models.CharField(_("from the system"), max_length=40, blank=True)
    clinic = models.ForeignKey(Clinic, models.PROTECT, related_name="imports")
    by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(_("at"))
    # How the file was recognised, with its first rows, for the page that maps it.
    shape = models.JSONField(_("shape"), default=dict)
    mapping = models.TextField(_("mapping"), blank=True)
    # How far the work is: rows read, rows carried out, and when it began.
    rows = models.BigIntegerField(_("rows"), default=0)
    staged = models.BigIntegerField(_("rows read"), default=0)
    done = models.BigIntegerField(_("rows done"), default=0)
    cursors = models.JSONField(_("cursors"), default=dict)
    counts = models.JSONField(_("counts"), default=dict)
    began_at = models.DateTimeField(_("began at"), null=True)
    previewed_at = models.DateTimeField(_("dry run at"), null=True)
    approved_at = models.DateTimeField(_("begun for good at"), null=True)
    ended_at = models.DateTimeField(_("ended at"), null=True)
    trouble = models.CharField(_("what stopped it"), max_length=400, blank=True)
    undoing_at = models.DateTimeField(_("undoing since"), null=True)
    undone_at = models.DateTimeField(_("undone at"), null=True)
    undone_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    left_over = models.JSONField(_("what could not be undone"), default=list)

    objects = ImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("import")
        indexes = [
            models.Index(fields=["clinic", "-at"], name="import_of_clinic"),
            models.Index(fields=["fingerprint"], name="import_fingerprint"),
        ]

    def __str__(self) -> str:
        return f"import #{self.pk}"

    def count(self, name: str) -> int:
        """One number over all kinds: new, changed, same or refused."""
        return sum(counts.get(name, 0) for counts in self.counts.values())

    def all_new(self) -> int:
        return self.count("new")

    def all_refused(self) -> int:
        return self.count("refused")

    def state(self) -> str:
        """One word for how far it is; told by the records, not kept."""
        told = (
            ("undone", self.undone_at),
            ("stopped", self.trouble),
            ("undoing", self.undoing_at),
            ("ended", self.ended_at),
            ("running", self.approved_at),
            ("previewed", self.previewed_at),
            ("reading", self.began_at),
        )
        return next((word for word, so in told if so), "waiting")

    def is_busy(self) -> bool:
        return self.state() in BUSY
