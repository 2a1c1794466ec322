from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.staff.models import Staff
from renxin.visits.kinds import WhyNotBack


class Departure(models.Model):
    """The patient left: once, seen off by the doctor or with the reason why not."""

    visit = models.OneToOneField(
        "visits.Visit", models.PROTECT, related_name="departure", primary_key=True
    )
    # Nobody where the house found the visit open the next day.
    by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(_("at"))
    why_not_back = models.CharField(
        _("why not back to the doctor"),
        max_length=20,
        choices=WhyNotBack.choices,
        blank=True,
    )
    note = models.CharField(_("note"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("departure")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(why_not_back="OTHER") | ~models.Q(note=""),
                name="departure_with_a_reason",
            )
        ]
        indexes = [models.Index(fields=["at"], name="departure_at")]

    def __str__(self) -> str:
        return f"departure of {self.visit_id}"

    @property
    def went_back(self) -> bool:
        return not self.why_not_back
