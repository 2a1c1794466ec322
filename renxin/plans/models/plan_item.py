from typing import Self

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.booking.models import Service
from renxin.plans.kinds import Phase
from renxin.plans.models.price_item import PriceItem
from renxin.plans.teeth import MOST, TEETH
from renxin.staff.models import Staff

# The list is read in this order: first things first.
BY_PHASE = models.Case(
    *(
        models.When(phase=phase, then=models.Value(place))
        for place, phase in enumerate(Phase.values)
    )
)


class PlanItemQuerySet(models.QuerySet["PlanItem"]):
    def standing(self) -> Self:
        return self.filter(struck_at=None)

    def in_order(self) -> Self:
        return self.order_by(BY_PHASE, "place", "pk")


class PlanItem(models.Model):
    """One thing to be done, at a price stated before; changed, it is another item."""

    plan = models.ForeignKey("plans.Plan", models.PROTECT, related_name="items")
    phase = models.CharField(_("phase"), max_length=14, choices=Phase)
    place = models.PositiveIntegerField(_("place"), default=0)
    name = models.CharField(_("item"), max_length=80)
    tooth = models.CharField(_("teeth"), max_length=MOST, blank=True)
    quantity = models.PositiveSmallIntegerField(_("quantity"), default=1)
    unit_price_fen = models.BigIntegerField(_("price of one in fen"))
    price = models.ForeignKey(
        PriceItem, models.PROTECT, null=True, blank=True, related_name="+"
    )
    price_reason = models.CharField(_("why another price"), max_length=200, blank=True)
    sittings = models.PositiveSmallIntegerField(_("sittings"), default=1)
    minutes = models.PositiveSmallIntegerField(_("minutes each"), default=30)
    every_days = models.PositiveSmallIntegerField(
        _("days from one to the next"), default=7
    )
    service = models.ForeignKey(
        Service, models.PROTECT, null=True, blank=True, related_name="+"
    )
    written_at = models.DateTimeField(_("written at"))
    written_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    struck_at = models.DateTimeField(_("struck out at"), null=True, blank=True)
    struck_by = models.ForeignKey(
        Staff, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = PlanItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("plan item")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(quantity__gte=1, sittings__gte=1, minutes__gte=5),
                name="plan_item_is_something",
            ),
            models.CheckConstraint(
                condition=models.Q(unit_price_fen__gte=0),
                name="plan_item_price_not_below_nought",
            ),
            models.CheckConstraint(
                condition=models.Q(price__isnull=False) | ~models.Q(price_reason=""),
                name="plan_item_price_has_a_source",
            ),
            models.CheckConstraint(
                condition=models.Q(tooth__regex=TEETH), name="plan_item_teeth_in_fdi"
            ),
        ]
        indexes = [models.Index(fields=["plan", "place"], name="plan_item_of_plan")]
        triggers = [
            pgtrigger.ReadOnly(name="terms_stay", exclude=["struck_at", "struck_by"]),
            pgtrigger.Protect(name="item_kept", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.name} #{self.pk}"

    @property
    def total_fen(self) -> int:
        return self.unit_price_fen * self.quantity

    def terms(self) -> dict[str, object]:
        """What is signed of it, in plain words and numbers."""
        names = ("name", "phase", "tooth", "quantity", "unit_price_fen", "sittings")
        return {"id": self.pk} | {name: getattr(self, name) for name in names}
