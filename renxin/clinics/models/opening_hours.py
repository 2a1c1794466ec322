import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.clinics.clock import MIDNIGHT, told
from renxin.clinics.models.clinic import Clinic


class Weekday(models.IntegerChoices):
    """The days of the week as Python counts them."""

    MONDAY = 0, _("Monday")
    TUESDAY = 1, _("Tuesday")
    WEDNESDAY = 2, _("Wednesday")
    THURSDAY = 3, _("Thursday")
    FRIDAY = 4, _("Friday")
    SATURDAY = 5, _("Saturday")
    SUNDAY = 6, _("Sunday")


def within_a_day(name: str) -> models.CheckConstraint:
    """It begins before it ends, and does not go past midnight."""
    return models.CheckConstraint(
        name=name,
        condition=models.Q(
            from_minute__gte=0,
            from_minute__lt=models.F("until_minute"),
            until_minute__lte=MIDNIGHT,
        ),
    )


class MinuteRange(models.Func):
    """A stretch of minutes of the day, for the database to compare."""

    function = "int4range"
    output_field = models.CharField()


@pghistory.track()
class OpeningHours(models.Model):
    """A stretch of a weekday for which a clinic is open, holiday or not."""

    clinic = models.ForeignKey(Clinic, models.CASCADE, related_name="opening_hours")
    weekday = models.SmallIntegerField(_("day of the week"), choices=Weekday.choices)
    # Minutes since the clinic's midnight; 1440 is the next one.
    from_minute = models.SmallIntegerField(_("from"))
    until_minute = models.SmallIntegerField(_("until"))

    class Meta:
        verbose_name = _("opening hours")
        constraints = [
            within_a_day("opening_hours_within_a_day"),
            ExclusionConstraint(
                name="opening_hours_apart",
                expressions=[
                    ("clinic", "="),
                    ("weekday", "="),
                    (MinuteRange("from_minute", "until_minute"), "&&"),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{told(self.from_minute)}–{told(self.until_minute)}"
