from datetime import date
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

CHINA = "CN"


class Kind(models.TextChoices):
    """What makes a day one of work or of rest."""

    WORKDAY = "WORKDAY", _("Working day")
    WEEKEND = "WEEKEND", _("Weekend")
    HOLIDAY = "HOLIDAY", _("Public holiday")
    BRIDGE = "BRIDGE", _("Day off, worked on another day")
    MAKE_UP = "MAKE_UP", _("Make-up working day")


class Status(models.TextChoices):
    """How sure it is; what is counted by days that are not official may move."""

    OFFICIAL = "OFFICIAL", _("By the notice")
    STATUTORY = "STATUTORY", _("By law, the notice is still to come")
    GUESS = "GUESS", _("By the day of the week alone")


# The notice names its days in Chinese; the feasts of the law have a name in each.
FEASTS = {
    "元旦": _("New Year’s Day"),
    "春节": _("Spring Festival"),
    "清明": _("Tomb-Sweeping Day"),
    "劳动节": _("Labour Day"),
    "端午": _("Dragon Boat Festival"),
    "中秋": _("Mid-Autumn Festival"),
    "国庆节": _("National Day"),
}


class CalendarDayQuerySet(models.QuerySet["CalendarDay"]):
    def within(self, first: date, last: date) -> Self:
        """From the first day to the last, both included."""
        return self.filter(day__gte=first, day__lte=last)


class CalendarDay(models.Model):
    """Whether offices work on a day; clinics have opening hours of their own."""

    day = models.DateField(_("day"))
    region = models.CharField(_("region"), max_length=8, default=CHINA)
    is_workday = models.BooleanField(_("working day"))
    kind = models.CharField(_("kind"), max_length=8, choices=Kind.choices)
    label = models.CharField(_("holiday"), max_length=40, blank=True)
    source = models.CharField(_("source"), max_length=80)
    status = models.CharField(_("how sure"), max_length=10, choices=Status.choices)

    objects = CalendarDayQuerySet.as_manager()

    class Meta:
        verbose_name = _("calendar day")
        constraints = [
            models.UniqueConstraint(
                fields=["region", "day"], name="calendar_day_stands_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.region} {self.day} {self.kind}"

    @property
    def is_provisional(self) -> bool:
        return self.status != Status.OFFICIAL

    @property
    def feast(self) -> str:
        """Its name in the reader's language, where it is one of the law's feasts."""
        known = FEASTS.get(self.label) or FEASTS.get(self.label.removesuffix("节"))
        return str(known) if known else self.label
