from django.db import models
from django.utils.translation import gettext_lazy as _


class PlanningRun(models.Model):
    """One run of the planner that did something, or whose counts did not add up."""

    at = models.DateTimeField(_("at"))
    took_ms = models.PositiveIntegerField(_("took, in ms"))
    counts = models.JSONField(_("counts"), default=dict)
    # What its counts do not explain; none, or somebody must look.
    unexplained = models.PositiveIntegerField(_("unexplained"), default=0)

    class Meta:
        verbose_name = _("planning run")
        indexes = [models.Index(fields=["-at"], name="planning_run_at")]

    def __str__(self) -> str:
        return f"planning at {self.at:%Y-%m-%d %H:%M}"
