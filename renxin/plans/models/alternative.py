from typing import Self

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.plans.kinds import Instead
from renxin.staff.models import Staff


class AlternativeQuerySet(models.QuerySet["Alternative"]):
    def standing(self) -> Self:
        return self.filter(struck_at=None)


class Alternative(models.Model):
    """What else could be done, or what happens if nothing is."""

    plan = models.ForeignKey("plans.Plan", models.PROTECT, related_name="alternatives")
    kind = models.CharField(_("kind"), max_length=12, choices=Instead)
    text = models.TextField(_("in words for the patient"), max_length=600)
    price_fen = models.BigIntegerField(_("price in fen"), null=True, blank=True)
    written_at = models.DateTimeField(_("written at"))
    written_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    struck_at = models.DateTimeField(_("struck out at"), null=True, blank=True)
    struck_by = models.ForeignKey(
        Staff, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = AlternativeQuerySet.as_manager()

    class Meta:
        verbose_name = _("alternative")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(text=""), name="alternative_is_in_words"
            ),
            models.CheckConstraint(
                condition=models.Q(price_fen=None) | models.Q(price_fen__gte=0),
                name="alternative_price_not_below_nought",
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="words_stay", exclude=["struck_at", "struck_by"]),
            pgtrigger.Protect(name="alternative_kept", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.kind} #{self.pk}"

    def terms(self) -> dict[str, object]:
        return {"kind": self.kind, "text": self.text, "price_fen": self.price_fen}
