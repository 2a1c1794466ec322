from datetime import datetime
from typing import Self

import pgtrigger
from django.db import models
from django.db.models import Count, F, Q
from django.utils.translation import gettext_lazy as _

from renxin.booking.kinds import How
from renxin.booking.models import Appointment
from renxin.patients.signing import DRAWN, LONGEST_STROKES, Signer
from renxin.plans.models.plan_item import PlanItem
from renxin.plans.models.presentation import Presentation
from renxin.staff.models import Staff


class Acceptance(models.Model):
    """The patient signed for all or part of what they were shown."""

    presentation = models.OneToOneField(
        Presentation, models.PROTECT, related_name="acceptance"
    )
    is_whole = models.BooleanField(_("all of it"))
    total_fen = models.BigIntegerField(_("total in fen"))
    signer = models.CharField(_("who signed"), max_length=8, choices=Signer)
    signer_name = models.CharField(_("name of who signed"), max_length=80)
    strokes = models.TextField(_("signature"), max_length=LONGEST_STROKES)
    # Over what was shown, what was ticked, and the signature under it.
    digest = models.CharField(_("its hash"), max_length=64)
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("acceptance of a plan")
        constraints = [
            models.CheckConstraint(
                condition=Q(strokes__regex=DRAWN) & ~Q(signer_name=""),
                name="acceptance_is_signed",
            )
        ]
        triggers = [
            pgtrigger.Protect(
                name="signed_stays", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self) -> str:
        return f"of {self.presentation_id}"


class AcceptedItemQuerySet(models.QuerySet["AcceptedItem"]):
    def standing(self) -> Self:
        """Signed for as they stand: neither taken back, struck out nor over."""
        return self.filter(
            acceptance__revocation=None,
            item__struck_at=None,
            item__plan__finish=None,
        )

    def call_off(self, how: How, *, by: Staff, at: datetime) -> None:
        """Their sittings that nobody wants any more give their places back."""
        booked = Appointment.objects.due().filter(sittings__accepted__in=self)
        for appointment in booked.distinct().order_by("pk"):
            appointment.cancel(how=how, by=by, at=at)

    def with_sittings(self) -> Self:
        """Each with how many of its sittings took place and how many are booked."""
        ended = "sittings__appointment__outcome"
        return self.annotate(
            kept=Count("sittings", filter=Q(**{f"{ended}__kind": How.KEPT})),
            due=Count("sittings", filter=Q(**{f"{ended}__isnull": True})),
        )

    def open(self) -> Self:
        return self.standing().with_sittings().filter(kept__lt=F("item__sittings"))

    def unbooked(self) -> Self:
        planned = F("item__sittings") - F("kept")
        return self.standing().with_sittings().filter(due__lt=planned)


class AcceptedItem(models.Model):
    """One item the patient signed for; only such a one is booked and begun."""

    acceptance = models.ForeignKey(Acceptance, models.PROTECT, related_name="items")
    item = models.ForeignKey(PlanItem, models.PROTECT, related_name="accepted")

    kept: int
    due: int

    objects = AcceptedItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("accepted item")
        constraints = [
            models.UniqueConstraint(
                fields=["acceptance", "item"], name="item_accepted_once"
            )
        ]
        triggers = [
            pgtrigger.Protect(
                name="accepted_stays", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self) -> str:
        return f"{self.item_id} in {self.acceptance_id}"

    def still_open(self) -> int:
        """Sittings that have not taken place."""
        return max(self.item.sittings - self.kept, 0)

    def still_unbooked(self) -> int:
        return max(self.still_open() - self.due, 0)


class Sitting(models.Model):
    """An appointment at which something that was signed for is done."""

    accepted = models.ForeignKey(AcceptedItem, models.PROTECT, related_name="sittings")
    appointment = models.ForeignKey(
        Appointment, models.CASCADE, related_name="sittings"
    )

    class Meta:
        verbose_name = _("sitting")
        constraints = [
            models.UniqueConstraint(
                fields=["accepted", "appointment"], name="sitting_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.appointment_id} of {self.accepted_id}"
