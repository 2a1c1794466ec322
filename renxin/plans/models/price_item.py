from dataclasses import dataclass
from datetime import date, datetime
from typing import Self

import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from renxin.clinics.models import Clinic
from renxin.desk.rules import refusing
from renxin.journal import book
from renxin.plans.facts import PriceEnded, PriceSet
from renxin.plans.kinds import PriceKind
from renxin.plans.refusals import (
    PricedMeanwhile,
    PriceEndedAlready,
    PriceInThePast,
)
from renxin.staff.models import Staff
from renxin.staff.reach import within

ONE_AT_A_TIME = "price_one_at_a_time"


@dataclass(frozen=True, kw_only=True)
class Price:
    """One line of the list as it is to be published."""

    code: str
    name: str
    price_fen: int
    content: str = ""
    unit: str = ""
    kind: str = PriceKind.MARKET
    conditions: str = ""


class PriceItemQuerySet(models.QuerySet["PriceItem"]):
    def on(self, day: date) -> Self:
        """What is published that day."""
        open_end = models.Q(valid_to=None) | models.Q(valid_to__gt=day)
        return self.filter(open_end, valid_from__lte=day)

    def at(self, clinic: Clinic) -> Self:
        return self.filter(clinic=clinic)

    def matching(self, typed: str) -> Self:
        words = models.Q(code__istartswith=typed) | models.Q(name__icontains=typed)
        return self.filter(words) if typed else self.filter()

    def visible_to(self, staff: Staff) -> Self:
        return self.filter(within(staff, "plans.see"))


class DateRange(models.Func):
    """From the first day, up to and without the last; open where there is none."""

    function = "daterange"
    output_field = DateRangeField()


class PriceItem(models.Model):
    """What something costs at a clinic, as it hangs on the wall for all to read."""

    clinic = models.ForeignKey(Clinic, models.PROTECT, related_name="prices")
    code = models.CharField(_("code"), max_length=30)
    name = models.CharField(_("item"), max_length=80)
    content = models.CharField(_("what it includes"), max_length=300, blank=True)
    unit = models.CharField(_("unit"), max_length=20, blank=True)
    price_fen = models.BigIntegerField(_("price in fen"))
    kind = models.CharField(_("kind of price"), max_length=20, choices=PriceKind)
    conditions = models.CharField(_("conditions"), max_length=200, blank=True)
    valid_from = models.DateField(_("valid from"))
    # The first day on which it is no longer the price.
    valid_to = models.DateField(_("valid until"), null=True, blank=True)
    set_at = models.DateTimeField(_("set at"))
    set_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")

    objects = PriceItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("price")
        constraints = [
            ExclusionConstraint(
                name=ONE_AT_A_TIME,
                expressions=[
                    ("clinic", RangeOperators.EQUAL),
                    ("code", RangeOperators.EQUAL),
                    (DateRange("valid_from", "valid_to"), RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(
                condition=models.Q(price_fen__gte=0), name="price_not_below_nought"
            ),
            models.CheckConstraint(
                condition=models.Q(valid_to=None)
                | models.Q(valid_to__gte=models.F("valid_from")),
                name="price_days_in_order",
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="append_only", exclude=["valid_to"]),
            pgtrigger.Protect(name="kept", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.code} from {self.valid_from}"

    @classmethod
    @transaction.atomic
    def publish(
        cls, price: Price, *, clinic: Clinic, from_day: date, by: Staff, at: datetime
    ) -> "PriceItem":
        """A new price from a day on; the one before ends there and is kept."""
        if from_day < clinic.day_of(at):
            raise PriceInThePast
        lines = cls.objects.at(clinic).filter(code=price.code).select_for_update()
        before = lines.on(from_day).first()
        planned = lines.filter(valid_from__gt=from_day).order_by("valid_from").first()
        if before:
            before.valid_to = from_day
            before.save(update_fields=["valid_to"])
        item = cls(clinic=clinic, valid_from=from_day, set_at=at, set_by=by)
        item.valid_to = planned.valid_from if planned else None
        for name, value in vars(price).items():
            setattr(item, name, value)
        with refusing({ONE_AT_A_TIME: PricedMeanwhile}):
            item.save(force_insert=True)
        item.record(PriceSet, on=from_day, by=by, at=at)
        return item

    @transaction.atomic
    def end(self, *, on: date, by: Staff, at: datetime) -> None:
        """From that day on it is no longer offered."""
        self.refresh_from_db(from_queryset=PriceItem.objects.select_for_update())
        if on < self.clinic.day_of(at) or on < self.valid_from:
            raise PriceInThePast
        if self.valid_to and self.valid_to <= on:
            raise PriceEndedAlready
        self.valid_to = on
        self.save(update_fields=["valid_to"])
        self.record(PriceEnded, on=on, by=by, at=at)

    def record(
        self,
        fact: type[PriceSet | PriceEnded],
        *,
        on: date,
        by: Staff,
        at: datetime,
    ) -> None:
        told = {"price_id": self.pk, "code": self.code, "price_fen": self.price_fen}
        book.record(
            fact(
                at=at,
                by_id=by.pk,
                clinic_id=self.clinic.pk,
                on=on.isoformat(),
                **told,  # type: ignore[arg-type]
            )
        )
