from datetime import date, datetime
from typing import Self

import pgtrigger
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from renxin.clinics.models import Clinic
from renxin.desk.rules import refusing
from renxin.followup.models.line_start import STAYS
from renxin.followup.refusals import HeardAlready
from renxin.staff.models import Staff
from renxin.staff.reach import within
from renxin.staff.roles import Role


class LineAlarmQuerySet(models.QuerySet["LineAlarm"]):
    def open(self) -> Self:
        return self.filter(heard=None)

    def visible_to(self, staff: Staff) -> Self:
        return self.filter(within(staff, "line.see"))


class LineAlarm(models.Model):
    """Lines are broken at a clinic: whoever leads the care there hears it.

    Once a day at most, and none while the last one has not been heard.
    """

    clinic = models.ForeignKey(Clinic, models.PROTECT, related_name="line_alarms")
    day = models.DateField(_("day"))
    broken = models.PositiveIntegerField(_("broken"))
    loose = models.PositiveIntegerField(_("loose ends"))
    owner_role = models.CharField(
        _("owed by the role"), max_length=16, choices=Role.choices
    )
    at = models.DateTimeField(_("at"))

    objects = LineAlarmQuerySet.as_manager()

    class Meta:
        verbose_name = _("alarm of the line")
        constraints = [
            models.UniqueConstraint(
                fields=["clinic", "day"], name="line_alarm_once_a_day"
            ),
            models.CheckConstraint(
                condition=~models.Q(owner_role=""), name="line_alarm_has_an_owner"
            ),
        ]
        triggers = [pgtrigger.Protect(name="line_alarm_stays", operation=STAYS)]

    def __str__(self) -> str:
        return f"{self.broken} broken at {self.clinic_id} on {self.day}"

    @property
    def due_on(self) -> date:
        return self.day

    @transaction.atomic
    def hear(self, *, by: Staff | None, at: datetime) -> "LineAlarmHeard":
        """Somebody saw to it; nobody of ours where the line was whole the next time."""
        with refusing({"followup_linealarmheard_pkey": HeardAlready}):
            return LineAlarmHeard.objects.create(alarm=self, by=by, at=at)


class LineAlarmHeard(models.Model):
    """Somebody saw to the broken lines of a morning, or they were whole again."""

    alarm = models.OneToOneField(
        LineAlarm, models.PROTECT, primary_key=True, related_name="heard"
    )
    by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("alarm heard")
        triggers = [pgtrigger.Protect(name="line_heard_stays", operation=STAYS)]

    def __str__(self) -> str:
        return f"heard {self.alarm_id}"
