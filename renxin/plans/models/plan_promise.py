from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.plans.kinds import Owed
from renxin.promises.models import Promise

OWED_ONCE = "plan_owes_it_once"


class PlanPromise(models.Model):
    """What the house owes a patient because of a plan: a booking, or a call."""

    plan = models.ForeignKey("plans.Plan", models.PROTECT, related_name="promises")
    promise = models.OneToOneField(Promise, models.PROTECT, related_name="plan_promise")
    owed = models.CharField(_("what for"), max_length=9, choices=Owed)
    # Kept beside the promise's own, by the reaction to its ending, for the rule below.
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)

    class Meta:
        verbose_name = _("promise of a plan")
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "owed"],
                condition=models.Q(ended_at=None),
                name=OWED_ONCE,
            )
        ]

    def __str__(self) -> str:
        return f"{self.owed} of {self.plan_id}"
