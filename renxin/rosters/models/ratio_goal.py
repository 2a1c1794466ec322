import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.clinics.models import Clinic, Department
from renxin.rosters.verdict import Band


@pghistory.track()
class RatioGoal(models.Model):
    """How many assistants a doctor should have, at a clinic or in a department."""

    clinic = models.ForeignKey(Clinic, models.CASCADE, related_name="ratio_goals")
    # None: wherever in the clinic no department says otherwise.
    department = models.ForeignKey(
        Department, models.CASCADE, null=True, blank=True, related_name="ratio_goals"
    )
    at_least = models.DecimalField(_("at least"), max_digits=3, decimal_places=1)
    at_most = models.DecimalField(_("at most"), max_digits=3, decimal_places=1)

    class Meta:
        verbose_name = _("ratio goal")
        constraints = [
            models.UniqueConstraint(
                fields=["clinic", "department"],
                nulls_distinct=False,
                name="ratio_goal_stands_once",
            ),
            models.CheckConstraint(
                name="ratio_goal_is_a_band",
                condition=models.Q(at_least__gte=0, at_most__gte=models.F("at_least")),
            ),
        ]

    def __str__(self) -> str:
        return str(self.band)

    @property
    def band(self) -> Band:
        return Band(self.at_least, self.at_most)
