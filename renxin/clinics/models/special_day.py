import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.clinics.clock import told
from renxin.clinics.models.clinic import Clinic
from renxin.clinics.models.opening_hours import within_a_day


@pghistory.track()
class SpecialDay(models.Model):
    """A day on which a clinic is shut, or open at other hours than that weekday's."""

    clinic = models.ForeignKey(Clinic, models.CASCADE, related_name="special_days")
    day = models.DateField(_("day"))
    label = models.CharField(_("why"), max_length=40)
    # Minutes since the clinic's midnight; neither is set where it is shut.
    from_minute = models.SmallIntegerField(_("from"), null=True, blank=True)
    until_minute = models.SmallIntegerField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("special day")
        constraints = [
            models.UniqueConstraint(
                fields=["clinic", "day"], name="special_day_stands_once"
            ),
            within_a_day("special_day_within_a_day"),
            models.CheckConstraint(
                name="special_day_has_both_ends_or_neither",
                condition=models.Q(from_minute__isnull=True, until_minute__isnull=True)
                | models.Q(from_minute__isnull=False, until_minute__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.label}"

    @property
    def is_shut(self) -> bool:
        return self.from_minute is None

    @property
    def hours(self) -> str:
        if self.from_minute is None or self.until_minute is None:
            return ""
        return f"{told(self.from_minute)}–{told(self.until_minute)}"
