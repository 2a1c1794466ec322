from datetime import date, datetime
from typing import Self

import pgtrigger
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from renxin.desk.rules import refusing
from renxin.protocols.models.planning_run import PlanningRun
from renxin.protocols.models.protocol import STAYS
from renxin.protocols.refusals import HeardAlready
from renxin.staff.models import Staff
from renxin.staff.roles import Role

HEARD_BY = Role.MANAGER


class PlanningAlarmQuerySet(models.QuerySet["PlanningAlarm"]):
    def open(self) -> Self:
        return self.filter(heard=None)


class PlanningAlarm(models.Model):
    """A run of the planner left steps unexplained: whoever leads the house hears it.

    Once a day at most, and none while the last one has not been heard.
    """

    run = models.OneToOneField(PlanningRun, models.PROTECT, related_name="alarm")
    day = models.DateField(_("day"), unique=True)
    unexplained = models.PositiveIntegerField(_("unexplained"))
    owner_role = models.CharField(
        _("owed by the role"), max_length=16, choices=Role.choices
    )
    at = models.DateTimeField(_("at"))

    objects = PlanningAlarmQuerySet.as_manager()

    class Meta:
        verbose_name = _("alarm of the planner")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(owner_role=""), name="planning_alarm_has_an_owner"
            )
        ]
        triggers = [pgtrigger.Protect(name="planning_alarm_stays", operation=STAYS)]

    def __str__(self) -> str:
        return f"{self.unexplained} unexplained on {self.day}"

    @classmethod
    def ring(cls, run: PlanningRun, *, on: date) -> "PlanningAlarm | None":
        if cls.objects.open().exists():
            return None
        told = {"unexplained": run.unexplained, "owner_role": HEARD_BY}
        defaults = told | {"run": run, "at": run.at}
        alarm, new = cls.objects.get_or_create(day=on, defaults=defaults)
        return alarm if new else None

    @transaction.atomic
    def hear(self, *, by: Staff, at: datetime) -> "PlanningAlarmHeard":
        """Somebody saw it and looks into it."""
        with refusing({"protocols_planningalarmheard_pkey": HeardAlready}):
            return PlanningAlarmHeard.objects.create(alarm=self, by=by, at=at)


class PlanningAlarmHeard(models.Model):
    """Somebody saw to what a run of the planner left unexplained."""

    alarm = models.OneToOneField(
        PlanningAlarm, models.PROTECT, primary_key=True, related_name="heard"
    )
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("alarm of the planner heard")
        triggers = [pgtrigger.Protect(name="planning_heard_stays", operation=STAYS)]

    def __str__(self) -> str:
        return f"heard {self.alarm_id}"
