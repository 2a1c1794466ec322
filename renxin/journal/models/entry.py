from typing import Self

import pgtrigger
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from renxin.journal.facts import Fact, kinds


class CurrentTransaction(models.Func):
    """The number of the transaction that writes the row."""

    template = "pg_current_xact_id()::text::bigint"
    output_field = models.BigIntegerField()


class Contradicted(models.Func):
    """The keys of the entries that an entry takes back, one a row."""

    template = "jsonb_array_elements_text(%(expressions)s -> 'contradicts')::bigint"
    output_field = models.BigIntegerField()
    set_returning = True


class EntryQuerySet(models.QuerySet["Entry"]):
    def of(self, patient_id: int) -> Self:
        return self.filter(patient_id=patient_id)

    def uncontradicted(self, patient_ids: list[int]) -> Self:
        """Without what a later entry of these patients takes back by name.

        No line is ever changed or removed: an entry that contradicts others
        holds their keys under ``contradicts``.
        """
        later = Entry.objects.filter(
            patient_id__in=patient_ids, particulars__has_key="contradicts"
        )
        taken_back = later.values_list(Contradicted("particulars"), flat=True)
        return self.exclude(pk__in=taken_back)

    def newest_first(self) -> Self:
        return self.order_by("-at", "-pk")


class Entry(models.Model):
    """One line of the journal: the record behind every timeline and metric."""

    fact = models.CharField(_("fact"), max_length=64)
    at = models.DateTimeField(_("at"))
    recorded_at = models.DateTimeField(_("recorded at"), db_default=Now())
    by_id = models.BigIntegerField(_("by"), null=True)
    clinic_id = models.BigIntegerField(_("clinic"), null=True)
    patient_id = models.BigIntegerField(_("patient"), null=True)
    particulars = models.JSONField(_("particulars"), default=dict)
    # Entries are chained in the order of their transactions, never of their clocks.
    transaction = models.BigIntegerField(
        _("transaction"), db_default=CurrentTransaction(), editable=False
    )

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("journal entry")
        indexes = [
            models.Index(fields=["patient_id", "-at", "-id"], name="entry_timeline"),
            models.Index(fields=["clinic_id", "-at", "-id"], name="entry_of_clinic"),
            models.Index(fields=["transaction", "id"], name="entry_in_order"),
        ]
        triggers = [
            pgtrigger.Protect(
                name="append_only", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self) -> str:
        return f"{self.fact} #{self.pk}"

    @classmethod
    def of(cls, fact: Fact) -> Self:
        return cls(
            fact=fact.name,
            at=fact.at,
            by_id=fact.by_id,
            clinic_id=fact.clinic_id,
            patient_id=fact.patient_id,
            particulars=fact.particulars(),
        )

    def told(self) -> Fact | None:
        """Read the fact back; None for a kind this version does not know."""
        kind = kinds.get(self.fact)
        if kind is None:
            return None
        return kind.from_particulars(
            self.particulars,
            at=self.at,
            by_id=self.by_id,
            clinic_id=self.clinic_id,
            patient_id=self.patient_id,
        )
