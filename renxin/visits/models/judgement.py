import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.staff.models import Staff
from renxin.visits.kinds import Urgency, WhyUrgency
from renxin.visits.models.checklist import STAYS


class Judgement(models.Model):
    """How soon somebody must be seen was judged anew: by whom, and for what need."""

    visit = models.ForeignKey("visits.Visit", models.PROTECT, related_name="judgements")
    urgency = models.CharField(_("urgency"), max_length=20, choices=Urgency.choices)
    why = models.CharField(_("why"), max_length=12, choices=WhyUrgency.choices)
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("urgency judged anew")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(why__in=WhyUrgency.values),
                name="judged_anew_for_a_need",
            )
        ]
        triggers = [pgtrigger.Protect(name="judgement_stays", operation=STAYS)]

    def __str__(self) -> str:
        return f"{self.urgency} for {self.visit_id}"
