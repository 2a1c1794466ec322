from dataclasses import dataclass
from datetime import datetime
from typing import Self

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.journal import book
from renxin.journal.facts import Fact
from renxin.patients.models.patient import Patient
from renxin.staff.models import Staff

WORST = 10


@dataclass(frozen=True, kw_only=True)
class ConcernNoted(Fact):
    """What stands between the patient and care was said, and written down."""

    name = "patients.concern_noted"
    title = _("Concern noted")
    icon = "fear"
    by_patient = True

    kind: str
    level: int | None = None

    def telling(self) -> str:
        told = str(Concern.Kind(self.kind).label)
        return told if self.level is None else f"{told} {self.level} / {WORST}"


@dataclass(frozen=True, kw_only=True)
class ConcernEnded(ConcernNoted):
    """It no longer stands in the way."""

    name = "patients.concern_ended"
    title = _("Concern resolved")
    icon = "check"
    by_patient = False


class ConcernQuerySet(models.QuerySet["Concern"]):
    def open(self) -> Self:
        return self.filter(ended_at=None)


class Concern(models.Model):
    """What stands between a patient and care, told so the next person knows."""

    class Kind(models.TextChoices):
        UNFAMILIAR = "UNFAMILIAR", _("Everything is new")
        FEAR = "FEAR", _("Fear")
        DISCOMFORT = "DISCOMFORT", _("Pain and discomfort")
        COST = "COST", _("Cost")
        TIME = "TIME", _("Time")
        TRUST = "TRUST", _("Trust")

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="concerns")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    level = models.PositiveSmallIntegerField(
        _("level"), null=True, blank=True, validators=[MaxValueValidator(WORST)]
    )
    note = models.CharField(_("in their words"), max_length=200, blank=True)
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)

    objects = ConcernQuerySet.as_manager()

    class Meta:
        verbose_name = _("concern")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(level=None) | models.Q(level__lte=WORST),
                name="concern_level_to_ten",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.patient_id} #{self.pk}"

    def note_down(self, *, by: Staff | None, at: datetime) -> Self:
        """Keep a concern just said; the earlier word on the same thing ends."""
        same = self.patient.concerns.filter(kind=self.kind, ended_at=None)
        same.update(ended_at=at)
        self.at, self.by = at, by
        self.save(force_insert=True)
        book.record(self._told(ConcernNoted, by=by, at=at))
        return self

    def end(self, *, by: Staff, at: datetime) -> None:
        self.ended_at = at
        self.save(update_fields=["ended_at"])
        book.record(self._told(ConcernEnded, by=by, at=at))

    def _told(
        self, kind: type[ConcernNoted], *, by: Staff | None, at: datetime
    ) -> ConcernNoted:
        return kind(
            patient_id=self.patient_id,
            at=at,
            by_id=by.pk if by else None,
            kind=self.kind,
            level=self.level,
        )
