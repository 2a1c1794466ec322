import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.staff.models import Staff
from renxin.visits.kinds import WhyNotBack
from renxin.visits.models.checklist import STAYS

# Another row has to be read for this, so a trigger reads it.
FROM_THE_DOCTOR = """
IF NOT EXISTS (SELECT FROM visits_stageentry WHERE visit_id = NEW.visit_id
        AND left_at IS NULL AND stage = 'BACK_TO_DOCTOR' AND begun_at IS NOT NULL) THEN
    RAISE EXCEPTION 'left without the doctor and without a reason'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'seen_off_by_the_doctor';
END IF;
RETURN NEW;
"""


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
            ),
            models.CheckConstraint(
                condition=models.Q(by__isnull=False)
                | models.Q(why_not_back=WhyNotBack.LEFT_OPEN),
                name="departure_by_somebody_or_left_open",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="departure_stays", operation=STAYS),
            pgtrigger.Trigger(
                name="from_the_doctor_or_with_a_reason",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                condition=pgtrigger.Q(new__why_not_back=""),
                func=FROM_THE_DOCTOR,
            ),
        ]
        indexes = [models.Index(fields=["at"], name="departure_at")]

    def __str__(self) -> str:
        return f"departure of {self.visit_id}"

    @property
    def went_back(self) -> bool:
        return not self.why_not_back
