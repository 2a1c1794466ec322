from datetime import date
from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.clinics.clock import told
from renxin.clinics.models import Chair, Clinic, Department
from renxin.clinics.models.opening_hours import MinuteRange, Weekday, within_a_day
from renxin.staff.models import Staff
from renxin.staff.roles import Role

# Weeks are counted from this Monday, so every clinic agrees which one is odd.
FIRST_MONDAY = date(1970, 1, 5)
WEEK_DAYS = 7


class Every(models.IntegerChoices):
    """How often a pattern comes round."""

    WEEK = 1, _("Every week")
    SECOND_WEEK = 2, _("Every second week")


class Days(models.Func):
    """From a day up to another, for the database to compare."""

    function = "daterange"
    output_field = models.CharField()


class PatternQuerySet(models.QuerySet["Pattern"]):
    def not_ended_by(self, day: date) -> Self:
        """Those that hold then or will hold later."""
        return self.filter(models.Q(until_on=None) | models.Q(until_on__gt=day))

    def at(self, clinic: Clinic) -> Self:
        return self.filter(clinic=clinic)


class Pattern(models.Model):
    """Who works on a day of the week, from when to when, where and as what."""

    staff = models.ForeignKey(Staff, models.PROTECT, related_name="patterns")
    clinic = models.ForeignKey(Clinic, models.PROTECT, related_name="patterns")
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="patterns"
    )
    chair = models.ForeignKey(
        Chair, models.PROTECT, null=True, blank=True, related_name="patterns"
    )
    role = models.CharField(_("role"), max_length=16, choices=Role.choices)
    weekday = models.SmallIntegerField(_("day of the week"), choices=Weekday.choices)
    # Minutes since the clinic's midnight; 1440 is the next one.
    from_minute = models.SmallIntegerField(_("from"))
    until_minute = models.SmallIntegerField(_("until"))
    every = models.SmallIntegerField(
        _("how often"), choices=Every.choices, default=Every.WEEK
    )
    # Of two weeks the one it falls into; nothing to say where it is every week.
    turn = models.SmallIntegerField(default=0)
    since_on = models.DateField(_("since"))
    until_on = models.DateField(_("until"), null=True, blank=True)
    at = models.DateTimeField(_("made at"))
    by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")

    objects = PatternQuerySet.as_manager()

    class Meta:
        verbose_name = _("pattern")
        constraints = [
            within_a_day("pattern_within_a_day"),
            models.CheckConstraint(
                name="pattern_turn_is_of_its_weeks",
                condition=models.Q(every=1, turn=0)
                | models.Q(every=2, turn__in=(0, 1)),
            ),
            models.CheckConstraint(
                name="pattern_ends_no_sooner_than_it_begins",
                condition=models.Q(until_on=None)
                | models.Q(until_on__gte=models.F("since_on")),
            ),
            # Every week is the turns [0, 2); every second week is [0, 1) or [1, 2).
            ExclusionConstraint(
                name="pattern_one_at_a_time",
                expressions=[
                    ("staff", "="),
                    ("weekday", "="),
                    (MinuteRange("from_minute", "until_minute"), "&&"),
                    (
                        MinuteRange(
                            "turn",
                            models.F("turn") + models.Value(3) - models.F("every"),
                        ),
                        "&&",
                    ),
                    (Days("since_on", "until_on"), "&&"),
                ],
            ),
        ]
        indexes = [
            models.Index(fields=["clinic", "until_on"], name="pattern_of_clinic")
        ]

    def __str__(self) -> str:
        return f"{self.staff_id} {self.weekday} {self.hours} #{self.pk}"

    @property
    def hours(self) -> str:
        return f"{told(self.from_minute)}–{told(self.until_minute)}"

    def ended_by(self, day: date) -> bool:
        return self.until_on is not None and self.until_on <= day


def turn_of(day: date) -> int:
    """Which of two weeks a day falls into, the same for every clinic."""
    return (day - FIRST_MONDAY).days // WEEK_DAYS % 2
