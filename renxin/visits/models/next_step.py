import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.booking.models import Appointment
from renxin.promises.models import Promise
from renxin.visits.kinds import Next, WhyNothing
from renxin.visits.models.checklist import STAYS


class NextStep(models.Model):
    """What comes after a visit, with its day; or the reason why nothing does."""

    visit = models.OneToOneField(
        "visits.Visit", models.PROTECT, related_name="next_step", primary_key=True
    )
    kind = models.CharField(_("what comes next"), max_length=12, choices=Next.choices)
    due_on = models.DateField(_("on"), null=True, blank=True)
    appointment = models.ForeignKey(
        Appointment, models.PROTECT, null=True, blank=True, related_name="+"
    )
    promise = models.ForeignKey(
        Promise, models.PROTECT, null=True, blank=True, related_name="+"
    )
    why_nothing = models.CharField(
        _("why nothing"), max_length=10, choices=WhyNothing.choices, blank=True
    )
    note = models.CharField(_("note"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("next step")
        constraints = [
            models.CheckConstraint(
                condition=(
                    models.Q(kind="APPOINTMENT", appointment__isnull=False)
                    | models.Q(kind__in=["RECALL", "PROMISE"], promise__isnull=False)
                )
                & models.Q(due_on__isnull=False, why_nothing="")
                | models.Q(kind="NONE", due_on=None) & ~models.Q(why_nothing=""),
                name="next_step_has_a_day_or_a_reason",
            ),
            models.CheckConstraint(
                condition=~models.Q(why_nothing="OTHER") | ~models.Q(note=""),
                name="nothing_next_with_a_reason",
            ),
        ]
        triggers = [pgtrigger.Protect(name="next_step_stays", operation=STAYS)]

    def __str__(self) -> str:
        return f"{self.kind} after {self.visit_id}"
