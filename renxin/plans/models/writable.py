from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from renxin.booking.kinds import How
from renxin.booking.models import Service
from renxin.clinics.models import Clinic
from renxin.desk.models import Versioned
from renxin.journal import book
from renxin.journal.facts import Fact
from renxin.plans.facts import SignedItemStruck
from renxin.plans.kinds import Instead
from renxin.plans.models.acceptance import AcceptedItem
from renxin.plans.models.alternative import Alternative
from renxin.plans.models.plan_item import PlanItem
from renxin.plans.models.price_item import PriceItem
from renxin.plans.refusals import (
    ItemStruck,
    NoLongerInTheList,
    PlanOver,
    PriceNeedsAReason,
)
from renxin.staff.models import Staff


@dataclass(frozen=True, kw_only=True)
class Line:
    """One item as it is to be planned; without a price, as the list has it."""

    phase: str
    name: str
    unit_price_fen: int | None = None
    price: PriceItem | None = None
    price_reason: str = ""
    tooth: str = ""
    quantity: int = 1
    sittings: int = 1
    minutes: int = 30
    every_days: int = 7
    service: Service | None = None

    def priced(self, *, clinic: Clinic, at: datetime) -> "Line":
        """As the published list says, or otherwise with a reason."""
        if self.price:
            published = PriceItem.objects.at(clinic).on(clinic.day_of(at))
            if not published.filter(pk=self.price.pk).exists():
                raise NoLongerInTheList
        listed = self.price.price_fen if self.price else None
        asked = listed if self.unit_price_fen is None else self.unit_price_fen
        if asked is None or (asked != listed and not self.price_reason.strip()):
            raise PriceNeedsAReason
        return replace(self, unit_price_fen=asked)


class Writable(Versioned):
    """What is written, and written anew, until it is shown and after."""

    items: Any
    alternatives: Any
    presentations: Any
    clinic: Clinic
    clinic_id: int
    patient_id: int
    finish: Any

    # Kept beside a decline or a finish, in the same verb, for the list of open ones.
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)

    class Meta:
        abstract = True

    @transaction.atomic
    def add(self, line: Line, *, expected: int, by: Staff, at: datetime) -> PlanItem:
        """Plan one thing more, after those that stand there."""
        self._open_to(expected)
        last = self.items.aggregate(last=Max("place"))["last"]
        return self._write(line, (last or 0) + 1, by=by, at=at)

    @transaction.atomic
    def change(
        self, item: PlanItem, line: Line, *, expected: int, by: Staff, at: datetime
    ) -> PlanItem:
        """Another item in its place: what was signed for stays as it was signed."""
        self._open_to(expected)
        self._strike_item(item, by=by, at=at)
        return self._write(line, item.place, by=by, at=at)

    @transaction.atomic
    def strike(self, item: PlanItem, *, expected: int, by: Staff, at: datetime) -> None:
        self._open_to(expected)
        self._strike_item(item, by=by, at=at)

    @transaction.atomic
    def offer(
        self,
        kind: Instead,
        text: str,
        *,
        expected: int,
        by: Staff,
        at: datetime,
        price_fen: int | None = None,
    ) -> Alternative:
        """Write down another way, or what happens without treatment."""
        self._open_to(expected)
        written: Alternative = self.alternatives.create(
            kind=kind, text=text, price_fen=price_fen, written_by=by, written_at=at
        )
        return written

    @transaction.atomic
    def offer_no_more(
        self, other: Alternative, *, expected: int, by: Staff, at: datetime
    ) -> None:
        self._open_to(expected)
        self._strike(Alternative, other.pk, by=by, at=at)

    def hold(self) -> None:
        """Take the plan for this transaction, as it now stands."""
        everyone = type(self)._default_manager  # noqa: SLF001  (its public name)
        self.refresh_from_db(
            from_queryset=everyone.select_for_update(of=("self",), no_key=True)
        )
        if hasattr(self, "finish"):
            raise PlanOver

    def record(self, fact: type[Fact], *, by: Staff, at: datetime, **told: Any) -> None:
        heads = {"plan_id": self.pk, "at": at}
        heads |= {"clinic_id": self.clinic_id, "patient_id": self.patient_id}
        book.record(fact(by_id=by.pk, **heads, **told))

    def _open_to(self, expected: int) -> None:
        self.hold()
        self.take_version(expected)

    def _write(self, line: Line, place: int, *, by: Staff, at: datetime) -> PlanItem:
        priced = line.priced(clinic=self.clinic, at=at)
        item: PlanItem = self.items.create(
            place=place, written_by=by, written_at=at, **vars(priced)
        )
        return item

    def _strike_item(self, item: PlanItem, *, by: Staff, at: datetime) -> None:
        """What was signed for it covers nothing any more: its times are given back."""
        self._strike(PlanItem, item.pk, by=by, at=at)
        signed = AcceptedItem.objects.filter(item=item, acceptance__revocation=None)
        if signed.exists():
            signed.call_off(How.CANCELLED_BY_CLINIC, by=by, at=at)
            told = {"item_id": item.pk, "amount_fen": item.total_fen}
            self.record(SignedItemStruck, by=by, at=at, **told)

    def _strike(
        self,
        kind: type[PlanItem] | type[Alternative],
        pk: int,
        *,
        by: Staff,
        at: datetime,
    ) -> None:
        standing = kind.objects.filter(pk=pk, plan=self.pk, struck_at=None)
        if not standing.update(struck_at=at, struck_by=by):
            raise ItemStruck
