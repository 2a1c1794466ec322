"""What changes about the days and hours of the house, as the journal tells it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from renxin.journal.facts import Fact


@dataclass(frozen=True, kw_only=True)
class CalendarSet(Fact):
    """The notice of a year's days off was brought in."""

    name = "clinics.calendar_set"
    title = gettext_lazy("Days off of the year brought in")
    icon = "calendar"

    year: int
    days_off: int
    make_up_days: int

    def telling(self) -> str:
        told = {
            "year": self.year,
            "off": self.days_off,
            "make_up": self.make_up_days,
        }
        return _("%(year)s: %(off)s days off, %(make_up)s make-up days") % told


@dataclass(frozen=True, kw_only=True)
class SpecialDaySet(Fact):
    """A clinic is shut on a day, or open at other hours than usual."""

    name = "clinics.special_day_set"
    title = gettext_lazy("Special day entered")
    icon = "calendar"

    day: str
    why: str
    hours: str = ""

    def telling(self) -> str:
        return f"{self.day}·{self.why}·{self.hours or _('shut')}"


@dataclass(frozen=True, kw_only=True)
class SpecialDayTakenBack(SpecialDaySet):
    """The day is one like any other again."""

    name = "clinics.special_day_taken_back"
    title = gettext_lazy("Special day taken back")


@dataclass(frozen=True, kw_only=True)
class OpeningHoursSet(Fact):
    """The hours at which a clinic is open were written down."""

    name = "clinics.opening_hours_set"
    title = gettext_lazy("Opening hours changed")
    icon = "clock"
