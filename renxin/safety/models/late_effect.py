from datetime import date, datetime

import pgtrigger
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from renxin.desk.rules import refusing
from renxin.promises.models import Promise
from renxin.safety import owing
from renxin.safety.facts import LateEffectAsked
from renxin.safety.kinds import Effect
from renxin.safety.refusals import AskedAlready, BeforeTheVisit, NotYet, SaysNothing
from renxin.safety.stays import STAYS
from renxin.staff.models import Staff
from renxin.visits.models import Visit


class LateEffect(models.Model):
    """What somebody still felt when asked later; asked and nothing found is one too."""

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="late_effects")
    asked_on = models.DateField(_("asked on"))
    days_since = models.PositiveIntegerField(_("days since the visit"))
    effect = models.CharField(_("effect"), max_length=10, choices=Effect.choices)
    words = models.CharField(_("in their words"), max_length=200, blank=True)
    promise = models.OneToOneField(
        Promise, models.PROTECT, null=True, related_name="late_effect"
    )
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("late effect")
        constraints = [
            models.UniqueConstraint(
                fields=["visit", "asked_on", "effect"], name="effect_told_once_a_day"
            ),
            models.CheckConstraint(
                condition=~models.Q(effect=Effect.OTHER) | ~models.Q(words=""),
                name="other_effect_in_words",
            ),
        ]
        indexes = [models.Index(fields=["asked_on"], name="late_effect_by_day")]
        triggers = [pgtrigger.Protect(name="late_effect_stays", operation=STAYS)]

    def __str__(self) -> str:
        return f"{self.effect} after {self.days_since} days of {self.visit_id}"

    @classmethod
    @transaction.atomic
    def ask(
        cls,
        visit: Visit,
        effect: Effect,
        *,
        asked_on: date,
        words: str = "",
        by: Staff,
        at: datetime,
    ) -> "LateEffect":
        """Whatever they still feel, whoever treated them sees to it."""
        came_on = visit.clinic.day_of(visit.began_at)
        if asked_on < came_on:
            raise BeforeTheVisit
        if asked_on > visit.clinic.day_of(at):
            raise NotYet
        if effect == Effect.OTHER and not words.strip():
            raise SaysNothing
        days = (asked_on - came_on).days
        asked = cls(visit=visit, asked_on=asked_on, days_since=days, effect=effect)
        asked.words, asked.by, asked.at = words.strip(), by, at
        if effect != Effect.NONE:
            asked.promise = owing.explain_effect(
                visit, effect, asked.words, by=by, at=at
            )
        with refusing({"effect_told_once_a_day": AskedAlready}):
            asked.save(force_insert=True)
        said = {"effect": effect, "days_since": days}
        owing.record(LateEffectAsked, visit, by=by, at=at, **said)
        return asked
