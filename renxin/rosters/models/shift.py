from datetime import datetime
from typing import Any, Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from renxin.clinics.models import Chair, Clinic, Department
from renxin.desk.rules import refusing
from renxin.journal import book
from renxin.rosters.facts import ShiftAdded, ShiftChanged, ShiftDropped, ShiftSwapped
from renxin.rosters.models.checks import (
    check_here,
    check_length,
    check_post,
    check_room,
)
from renxin.rosters.models.pattern import Pattern
from renxin.rosters.models.roster_change import RosterChange, What
from renxin.rosters.refusals import IsOver, NoLongerThere, Swapped, WorksThen
from renxin.rosters.spans import DateTimeTZRange
from renxin.rosters.telling import hours_told
from renxin.staff.models import Staff
from renxin.staff.roles import Role

BACKSTOP = "shift_one_at_a_time"


class ShiftQuerySet(models.QuerySet["Shift"]):
    def within(self, stretch: DateTimeTZRange) -> Self:
        """Those that touch a stretch of time."""
        return self.filter(during__overlap=stretch)

    def begun_in(self, stretch: DateTimeTZRange) -> Self:
        return self.filter(
            during__startswith__gte=stretch.lower, during__startswith__lt=stretch.upper
        )


class Shift(models.Model):
    """A stretch of time for which somebody works at one clinic, as what."""

    staff = models.ForeignKey(Staff, models.PROTECT, related_name="shifts")
    clinic = models.ForeignKey(Clinic, models.PROTECT, related_name="shifts")
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="shifts"
    )
    chair = models.ForeignKey(
        Chair, models.PROTECT, null=True, blank=True, related_name="shifts"
    )
    role = models.CharField(_("role"), max_length=16, choices=Role.choices)
    during = DateTimeRangeField(_("from and until"))
    # Laid out from that pattern for that day; by hand where neither is set.
    pattern = models.ForeignKey(
        Pattern, models.PROTECT, null=True, blank=True, related_name="shifts"
    )
    laid_for = models.DateField(_("laid out for"), null=True, blank=True)

    objects = ShiftQuerySet.as_manager()

    class Meta:
        verbose_name = _("shift")
        constraints = [
            # Nobody works at two places at once.
            ExclusionConstraint(
                name=BACKSTOP, expressions=[("staff", "="), ("during", "&&")]
            ),
            models.CheckConstraint(
                condition=models.Q(during__isempty=False), name="shift_has_length"
            ),
            models.UniqueConstraint(
                fields=["pattern", "laid_for"], name="shift_laid_out_once"
            ),
            models.CheckConstraint(
                name="shift_of_a_pattern_has_its_day",
                condition=models.Q(pattern__isnull=True, laid_for__isnull=True)
                | models.Q(pattern__isnull=False, laid_for__isnull=False),
            ),
        ]
        indexes = [
            models.Index("clinic", models.F("during__startswith"), name="shift_begins")
        ]

    def __str__(self) -> str:
        return f"{self.staff_id} {self.role} {self.during.lower:%m-%d %H:%M} #{self.pk}"

    @transaction.atomic
    def add(self, *, by: Staff, at: datetime, why: str = "") -> None:
        """Put somebody on the roster for one day, beside what the patterns say."""
        self.stand(at=at)
        self.keep_place()
        self.note(What.ADDED, now=self.during, why=why, by=by, at=at)
        self.record(ShiftAdded, self.during, by=by, at=at, why=why)

    @transaction.atomic
    def change(
        self,
        during: DateTimeTZRange,
        *,
        department: Department | None,
        chair: Chair | None,
        by: Staff,
        at: datetime,
        why: str = "",
    ) -> None:
        """Other hours or another room on this one day."""
        self.hold(at=at)
        was = self.during
        self.during, self.department, self.chair = during, department, chair
        self.stand(at=at)
        self.keep_place()
        self.note(What.CHANGED, was=was, now=during, why=why, by=by, at=at)
        now = {
            "now_since": during.lower.isoformat(),
            "now_until": during.upper.isoformat(),
        }
        self.record(ShiftChanged, was, by=by, at=at, why=why, **now)

    @transaction.atomic
    def drop(self, *, by: Staff, at: datetime, why: str = "") -> None:
        """Not on this one day; the pattern goes on."""
        self.hold(at=at)
        self.note(What.DROPPED, was=self.during, why=why, by=by, at=at)
        self.delete()
        self.record(ShiftDropped, self.during, by=by, at=at, why=why)

    @transaction.atomic
    def swap_with(
        self, other: "Shift", *, by: Staff, at: datetime, why: str = ""
    ) -> None:
        """Two people work each other's shift."""
        pair = sorted((self, other), key=lambda one: one.pk)
        for one in pair:
            one.hold(at=at)
        if self.staff_id == other.staff_id:
            raise Swapped
        # Both go before either stands again: each may overlap the other's old time.
        mine, theirs = self.staff, other.staff
        keys = [one.pk for one in pair]
        Shift.objects.filter(pk__in=keys).delete()
        for one, now in ((self, theirs), (other, mine)):
            one.note(What.SWAPPED, was=one.during, instead=now, why=why, by=by, at=at)
            one.staff = now
            one.stand(at=at)
            one.keep_place(anew=True)
        # Whoever reacts finds both where they are now, and locks in the staff's order.
        swapped = ((self, mine), (other, theirs))
        for one, was in sorted(swapped, key=lambda pair: pair[1].pk):
            told = {"staff_id": was.pk, "staff": was.name, "instead": one.staff.name}
            one.record(ShiftSwapped, one.during, by=by, at=at, why=why, **told)

    def stand(self, *, at: datetime) -> None:
        """Refuse what no roster may hold."""
        check_length(self.during)
        if self.during.upper <= at:
            raise IsOver
        check_room(self.clinic, self.department, self.chair)
        day = self.clinic.day_of(self.during.lower)
        check_post(self.staff, self.role, self.clinic, day)
        check_here(self.staff, self.during, self.clinic.zone)

    def hold(self, *, at: datetime) -> None:
        """Take the row for this transaction; what was worked is not changed."""
        held = Shift.objects.select_for_update(of=("self",))
        try:
            self.refresh_from_db(from_queryset=held)
        except Shift.DoesNotExist as gone:
            raise NoLongerThere from gone
        if self.during.upper <= at:
            raise IsOver

    def keep_place(self, *, anew: bool = False) -> None:
        with refusing({BACKSTOP: self._works_then}):
            self.save(force_insert=anew or self.pk is None)

    def note(self, what: What, **particulars: Any) -> RosterChange:
        return RosterChange.objects.create(
            what=what,
            staff=self.staff,
            clinic=self.clinic,
            pattern=self.pattern,
            laid_for=self.laid_for,
            **particulars,
        )

    def record(
        self,
        fact: type[ShiftAdded | ShiftChanged | ShiftDropped | ShiftSwapped],
        during: DateTimeTZRange,
        *,
        by: Staff,
        at: datetime,
        **told: Any,
    ) -> None:
        whose: dict[str, Any] = {"staff_id": self.staff_id, "staff": self.staff.name}
        ends = {
            "since": during.lower.isoformat(),
            "until": during.upper.isoformat(),
        }
        book.record(
            fact(at=at, by_id=by.pk, clinic_id=self.clinic_id, **whose | ends | told)
        )

    def _works_then(self) -> WorksThen:
        standing = Shift.objects.filter(staff=self.staff).exclude(pk=self.pk)
        clash = standing.within(self.during).select_related("clinic").first()
        during = clash.during if clash else self.during
        where = clash.clinic if clash else self.clinic
        hours = hours_told(during, where.zone)
        return WorksThen.told(self.staff.name, where.short_name, hours)
