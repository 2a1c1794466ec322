from typing import Self

import pgtrigger
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from renxin.visits.kinds import Asks, Standard
from renxin.visits.models.checklist import STAYS, Checklist
from renxin.visits.models.stage_entry import StageEntry
from renxin.visits.refusals import DutiesMissing


class DutyQuerySet(models.QuerySet["Duty"]):
    def owed_at(self, entry: StageEntry) -> Self:
        """By the versions that held when they came there, whatever came out since."""
        lists = Checklist.objects.filter(stage=entry.stage)
        held = lists.holding(entry.visit.clinic_id, at=entry.entered_at)
        owed = self.filter(checklist__in=held.values("pk"))
        return owed.order_by("checklist__role", "position")

    def missing_at(self, entry: StageEntry) -> Self:
        """What must be done there and was neither done nor left out with a reason."""
        required = self.owed_at(entry).filter(is_required=True)
        done = self.model.objects.filter(done__entry=entry, done__taken_back=None)
        return required.exclude(pk__in=done.values("pk")).exclude(waived__entry=entry)

    def check_none_missing_at(self, entry: StageEntry) -> None:
        """Nobody goes on from a station that still owes them something."""
        missing = list(self.missing_at(entry))
        if missing:
            raise DutiesMissing(entry.place, missing)


class Duty(models.Model):
    """One thing owed to every patient at a station, in words anybody understands."""

    checklist = models.ForeignKey(Checklist, models.PROTECT, related_name="duties")
    # The same duty keeps its code from version to version, so that it can be counted.
    code = models.SlugField(_("code"), max_length=40)
    position = models.PositiveSmallIntegerField(_("position"))
    zh = models.CharField(_("in Chinese"), max_length=120)
    en = models.CharField(_("in English"), max_length=160)
    asks = models.CharField(
        _("what it takes"), max_length=12, choices=Asks.choices, default=Asks.WORD
    )
    standard = models.CharField(
        _("which of the six in-places"), max_length=12, choices=Standard.choices
    )
    is_required = models.BooleanField(_("must be done"), default=True)

    objects = DutyQuerySet.as_manager()

    class Meta:
        verbose_name = _("duty")
        constraints = [
            models.UniqueConstraint(
                fields=["checklist", "code"], name="duty_once_in_a_checklist"
            )
        ]
        triggers = [pgtrigger.Protect(name="duty_stays", operation=STAYS)]

    def __str__(self) -> str:
        return f"{self.code} in {self.checklist_id}"

    @property
    def text(self) -> str:
        return self.zh if (get_language() or "").startswith("zh") else self.en
