from datetime import datetime
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.booking.facts import OfferAnswered, PlaceOffered
from renxin.booking.kinds import Answer
from renxin.booking.models.appointment import Appointment
from renxin.booking.models.waitlist_entry import WaitlistEntry
from renxin.clinics.models import Chair, Equipment
from renxin.journal import book
from renxin.staff.models import Staff


class OfferQuerySet(models.QuerySet["WaitlistOffer"]):
    def open(self) -> Self:
        return self.filter(answered_at=None)

    def over(self, *, at: datetime) -> Self:
        """Open still, though the time to answer has gone by."""
        return self.open().filter(until__lte=at)


class WaitlistOffer(models.Model):
    """A freed place, offered to one who waits, with a time to answer by."""

    entry = models.ForeignKey(WaitlistEntry, models.CASCADE, related_name="offers")
    starts_at = models.DateTimeField(_("starts at"))
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    doctor = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    chair = models.ForeignKey(Chair, models.PROTECT, null=True, related_name="+")
    assistants = models.ManyToManyField(Staff, related_name="+")
    devices = models.ManyToManyField(Equipment, related_name="+")
    offered_at = models.DateTimeField(_("offered at"))
    until = models.DateTimeField(_("to be answered by"))
    answer = models.CharField(
        _("answer"), max_length=6, choices=Answer.choices, blank=True
    )
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    answered_to = models.ForeignKey(
        Staff, models.PROTECT, null=True, blank=True, related_name="+"
    )
    appointment = models.ForeignKey(
        Appointment, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = OfferQuerySet.as_manager()

    class Meta:
        verbose_name = _("offer of a freed place")
        constraints = [
            models.UniqueConstraint(
                fields=["entry"],
                condition=models.Q(answered_at=None),
                name="waitlist_one_offer_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(answered_at=None, answer="")
                | models.Q(answered_at__isnull=False) & ~models.Q(answer=""),
                name="waitlist_offer_answered_somehow",
            ),
        ]
        indexes = [
            models.Index(
                fields=["until"],
                name="waitlist_offer_open",
                condition=models.Q(answered_at=None),
            )
        ]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.starts_at:%m-%d %H:%M} #{self.pk}"

    def record(
        self,
        fact: type[PlaceOffered | OfferAnswered],
        *,
        by: Staff | None,
        at: datetime,
        **told: str,
    ) -> None:
        book.record(
            fact(
                offer_id=self.pk,
                entry_id=self.entry_id,
                service=self.entry.service.name,
                starts_at=self.starts_at.isoformat(),
                clinic_id=self.entry.clinic_id,
                patient_id=self.entry.patient_id,
                by_id=by.pk if by else None,
                at=at,
                **told,
            )
        )
