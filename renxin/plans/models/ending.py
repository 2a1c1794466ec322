import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.plans.kinds import End, Reason
from renxin.plans.models.acceptance import Acceptance
from renxin.plans.models.presentation import Presentation
from renxin.staff.models import Staff

STAYS = pgtrigger.Update | pgtrigger.Delete


class Decline(models.Model):
    """The patient does not want what they were shown, or the rest of it."""

    presentation = models.OneToOneField(
        Presentation, models.PROTECT, related_name="decline"
    )
    reason = models.CharField(_("reason"), max_length=5, choices=Reason)
    note = models.CharField(_("in their words"), max_length=200, blank=True)
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("decline of a plan")
        triggers = [pgtrigger.Protect(name="declined_stays", operation=STAYS)]

    def __str__(self) -> str:
        return f"{self.reason} of {self.presentation_id}"


class Revocation(models.Model):
    """The patient took back what they had signed; nothing is asked of them for it."""

    acceptance = models.OneToOneField(
        Acceptance, models.PROTECT, related_name="revocation"
    )
    note = models.CharField(_("in their words"), max_length=200, blank=True)
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("acceptance taken back")
        triggers = [pgtrigger.Protect(name="revoked_stays", operation=STAYS)]

    def __str__(self) -> str:
        return f"of {self.acceptance_id}"


class Finish(models.Model):
    """The plan is over: all of it done, or stopped for a reason."""

    plan = models.OneToOneField("plans.Plan", models.PROTECT, related_name="finish")
    how = models.CharField(_("how"), max_length=7, choices=End)
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("finish of a plan")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(how=End.DONE) | ~models.Q(reason=""),
                name="stopped_plan_has_a_reason",
            )
        ]
        triggers = [pgtrigger.Protect(name="finished_stays", operation=STAYS)]

    def __str__(self) -> str:
        return f"{self.how} of {self.plan_id}"
