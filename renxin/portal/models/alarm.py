from datetime import date, datetime
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.clinics.models import Clinic
from renxin.desk.refusal import Refusal
from renxin.journal import book
from renxin.portal.facts import AlarmRaised
from renxin.portal.kinds import MEANS, Trouble
from renxin.staff.models import Staff

LENGTH = 200


class AlreadyClear(Refusal):
    """Somebody looked into it before."""

    sentence = _("Somebody has looked into this already.")


class AlarmQuerySet(models.QuerySet["Alarm"]):
    def open(self) -> Self:
        return self.filter(clearance=None)

    def visible_to(self, staff: Staff) -> Self:
        """Those of their clinics, and those of the whole house."""
        held = staff.clinics_with("alarms.see")
        if held is None:
            return self.filter()
        return self.filter(models.Q(clinic__in=held) | models.Q(clinic=None))


class Alarm(models.Model):
    """Something at the patients' door that somebody should look into, once a day."""

    kind = models.CharField(
        _("kind"), max_length=9, choices=Trouble.choices, default=Trouble.CODES
    )
    # None: it is about the whole house.
    clinic = models.ForeignKey(Clinic, models.PROTECT, null=True, related_name="+")
    day = models.DateField(_("day"))
    at = models.DateTimeField(_("at"))

    objects = AlarmQuerySet.as_manager()

    class Meta:
        verbose_name = _("alarm")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "clinic", "day"],
                nulls_distinct=False,
                name="alarm_once_a_day",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} on {self.day}"

    @classmethod
    def sound(
        cls, kind: Trouble, clinic: Clinic | None, *, day: date, at: datetime
    ) -> None:
        """Tell the house, the first time it happens that day."""
        _alarm, new = cls.objects.get_or_create(
            kind=kind, clinic=clinic, day=day, defaults={"at": at}
        )
        if new:
            clinic_id = clinic.pk if clinic else None
            book.record(AlarmRaised(clinic_id=clinic_id, at=at, by_id=None, kind=kind))

    @property
    def means(self) -> str:
        return str(MEANS[Trouble(self.kind)])

    def clear(self, *, found: str, by: Staff, at: datetime) -> "Clearance":
        clearance, new = Clearance.objects.get_or_create(
            alarm=self, defaults={"found": found, "by": by, "at": at}
        )
        if not new:
            raise AlreadyClear
        return clearance


class Clearance(models.Model):
    """Somebody looked into an alarm, and what they found."""

    alarm = models.OneToOneField(Alarm, models.PROTECT, related_name="clearance")
    found = models.CharField(_("what was found"), max_length=LENGTH)
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("alarm looked into")

    def __str__(self) -> str:
        return f"clearance of {self.alarm_id}"
