from datetime import date, datetime, time
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from renxin.booking.facts import LeftTheList, Waits
from renxin.booking.kinds import Left, Through
from renxin.booking.models.service import Service
from renxin.booking.refusals import NotWaiting
from renxin.clinics.models import Clinic, Department
from renxin.journal import book
from renxin.patients.models import Patient
from renxin.staff.models import Staff

DAY_BEGINS, DAY_ENDS = time(0), time(23, 59, 59)


class WaitlistQuerySet(models.QuerySet["WaitlistEntry"]):
    def waiting(self) -> Self:
        return self.filter(ended_at=None)

    def in_order(self) -> Self:
        """Who is in pain first, then who asked first; never what they would pay."""
        return self.order_by("-hurts", "made_at", "pk")

    def fitting(self, clinic: Clinic, day: date) -> Self:
        """Those whose days and clinic agree with a day; the rest is looked at later."""
        return self.filter(
            clinic=clinic,
            first_on__lte=day,
            last_on__gte=day,
            weekdays__contains=[day.weekday()],
        )

    def visible_to(self, staff: Staff) -> Self:
        if staff.works_everywhere():
            return self.filter()
        return self.filter(clinic__in=staff.clinic_ids())


class WaitlistEntry(models.Model):
    """A patient who wants an earlier or a better time than there is."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="waitlist")
    clinic = models.ForeignKey(Clinic, models.PROTECT, related_name="waitlist")
    service = models.ForeignKey(Service, models.PROTECT, related_name="waitlist")
    doctor = models.ForeignKey(
        Staff, models.PROTECT, null=True, blank=True, related_name="+"
    )
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="+"
    )
    hurts = models.BooleanField(_("in pain"), default=False)
    first_on = models.DateField(_("from the day"))
    last_on = models.DateField(_("until the day"))
    weekdays = ArrayField(models.PositiveSmallIntegerField(), verbose_name=_("days"))
    not_before = models.TimeField(_("not before"), default=DAY_BEGINS)
    not_after = models.TimeField(_("not after"), default=DAY_ENDS)
    through = models.CharField(_("asked"), max_length=8, choices=Through.choices)
    note = models.CharField(_("note"), max_length=200, blank=True)
    made_at = models.DateTimeField(_("asked at"))
    made_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    # The appointment they have and would give up for an earlier one.
    instead_of = models.ForeignKey(
        "booking.Appointment", models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_at = models.DateTimeField(_("left the list at"), null=True, blank=True)
    left = models.CharField(_("how"), max_length=8, choices=Left.choices, blank=True)

    objects = WaitlistQuerySet.as_manager()

    class Meta:
        verbose_name = _("waiting-list entry")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last_on__gte=models.F("first_on")),
                name="waitlist_days_in_order",
            ),
            models.CheckConstraint(
                condition=models.Q(not_after__gt=models.F("not_before")),
                name="waitlist_hours_in_order",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at=None, left="")
                | models.Q(ended_at__isnull=False) & ~models.Q(left=""),
                name="waitlist_left_somehow",
            ),
        ]
        indexes = [
            models.Index(
                "clinic",
                models.F("hurts").desc(),
                "made_at",
                name="waitlist_in_order",
                condition=models.Q(ended_at=None),
            )
        ]

    def __str__(self) -> str:
        return f"{self.patient_id} until {self.last_on:%m-%d} #{self.pk}"

    @classmethod
    @transaction.atomic
    def add(cls, entry: "WaitlistEntry", *, by: Staff | None, at: datetime) -> None:
        """Put somebody on the list."""
        entry.made_by, entry.made_at = by, at
        entry.save(force_insert=True)
        entry.record(Waits, by=by, at=at)

    @transaction.atomic
    def leave(self, how: Left, *, by: Staff | None, at: datetime) -> None:
        self.have()
        self.ended_at, self.left = at, how
        self.save(update_fields=["ended_at", "left"])
        self.record(LeftTheList, by=by, at=at, how=how)

    def have(self) -> None:
        """Take the row for this transaction; whoever has left waits no more."""
        everyone = WaitlistEntry.objects.select_for_update(of=("self",))
        self.refresh_from_db(from_queryset=everyone)
        if self.ended_at:
            raise NotWaiting

    def record(
        self,
        fact: type[Waits | LeftTheList],
        *,
        by: Staff | None,
        at: datetime,
        **told: str,
    ) -> None:
        book.record(
            fact(
                entry_id=self.pk,
                service=self.service.name,
                clinic_id=self.clinic_id,
                patient_id=self.patient_id,
                by_id=by.pk if by else None,
                at=at,
                **told,
            )
        )
