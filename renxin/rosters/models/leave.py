from datetime import datetime
from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from renxin.clinics.models import Clinic
from renxin.desk.rules import refusing
from renxin.journal import book
from renxin.rosters.facts import LeaveEntered, LeaveTakenBack
from renxin.rosters.refusals import AwayThen, EndedAlready, IsOver, NoLength
from renxin.rosters.spans import DateTimeTZRange
from renxin.rosters.telling import ends_told
from renxin.staff.models import Staff

BACKSTOP = "leave_one_at_a_time"


class Kind(models.TextChoices):
    """Why somebody is away; the patients are only told that they are."""

    ANNUAL = "ANNUAL", _("Annual leave")
    ILLNESS = "ILLNESS", _("Illness")
    COURSE = "COURSE", _("Course or congress")
    PERSONAL = "PERSONAL", _("Personal matters")
    OTHER = "OTHER", _("Other reason")


class LeaveQuerySet(models.QuerySet["Leave"]):
    def standing(self) -> Self:
        """Not taken back."""
        return self.filter(taken_back_at=None)

    def within(self, stretch: DateTimeTZRange) -> Self:
        return self.filter(during__overlap=stretch)


class Leave(models.Model):
    """A stretch of time in which somebody does not work, whatever their shifts say."""

    staff = models.ForeignKey(Staff, models.PROTECT, related_name="leaves")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    during = DateTimeRangeField(_("from and until"))
    note = models.CharField(_("note"), max_length=120, blank=True)
    at = models.DateTimeField(_("entered at"))
    by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    taken_back_at = models.DateTimeField(_("taken back at"), null=True, blank=True)
    taken_back_by = models.ForeignKey(
        Staff, models.PROTECT, null=True, blank=True, related_name="+"
    )
    taken_back_why = models.CharField(_("why taken back"), max_length=120, blank=True)

    objects = LeaveQuerySet.as_manager()

    class Meta:
        verbose_name = _("leave")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(during__isempty=False), name="leave_has_length"
            ),
            ExclusionConstraint(
                name=BACKSTOP,
                expressions=[("staff", "="), ("during", "&&")],
                condition=models.Q(taken_back_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.staff_id} {self.kind} {self.during.lower:%m-%d} #{self.pk}"

    @transaction.atomic
    def enter(self, *, clinic: Clinic, by: Staff, at: datetime) -> None:
        """Write down that somebody will be away; who was booked then is looked after.

        The clinic is the one at whose desk it is entered; the leave holds everywhere.
        """
        if self.during.upper <= self.during.lower:
            raise NoLength
        if self.during.upper <= at:
            raise IsOver
        self.by, self.at = by, at
        with refusing({BACKSTOP: lambda: self._away_then(clinic.zone)}):
            self.save(force_insert=True)
        self._record(LeaveEntered, clinic=clinic, by=by, at=at)

    @transaction.atomic
    def take_back(
        self, *, clinic: Clinic, by: Staff, at: datetime, why: str = ""
    ) -> None:
        """Somebody will be here after all; the shifts beneath stand as they did."""
        held = Leave.objects.select_for_update(of=("self",))
        self.refresh_from_db(from_queryset=held)
        if self.taken_back_at:
            raise EndedAlready
        if self.during.upper <= at:
            raise IsOver
        self.taken_back_at, self.taken_back_by, self.taken_back_why = at, by, why
        self.save(update_fields=["taken_back_at", "taken_back_by", "taken_back_why"])
        self._record(LeaveTakenBack, clinic=clinic, by=by, at=at, why=why)

    def _record(
        self,
        fact: type[LeaveEntered | LeaveTakenBack],
        *,
        clinic: Clinic,
        by: Staff,
        at: datetime,
        why: str = "",
    ) -> None:
        book.record(
            fact(
                at=at,
                by_id=by.pk,
                clinic_id=clinic.pk,
                leave_id=self.pk,
                staff_id=self.staff_id,
                staff=self.staff.name,
                since=self.during.lower.isoformat(),
                until=self.during.upper.isoformat(),
                why=why,
            )
        )

    def _away_then(self, zone: str) -> AwayThen:
        standing = Leave.objects.standing().filter(staff=self.staff)
        clash = standing.within(self.during).first() or self
        return AwayThen.told(self.staff.name, *ends_told(clash.during, zone))
