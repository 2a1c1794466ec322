from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.plans.kinds import Owed
from renxin.promises.models import Promise


class PlanPromise(models.Model):
    """What the house owes a patient because of a plan: a booking, or a call."""

    plan = models.ForeignKey("plans.Plan", models.PROTECT, related_name="promises")
    promise = models.OneToOneField(Promise, models.PROTECT, related_name="plan_promise")
    owed = models.CharField(_("what for"), max_length=9, choices=Owed)

    class Meta:
        verbose_name = _("promise of a plan")

    def __str__(self) -> str:
        return f"{self.owed} of {self.plan_id}"
