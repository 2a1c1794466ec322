"""What cannot be about the days and hours of a clinic, in words for the desk."""

from typing import Self

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from renxin.desk.refusal import Refusal


class UnreadableNotice(Refusal):
    """A table of days off that nobody could keep to."""

    @classmethod
    def line(cls, number: int, wrong: str) -> Self:
        return cls(_("Line %(line)s: %(wrong)s") % {"line": number, "wrong": wrong})

    @classmethod
    def too_long(cls) -> Self:
        return cls(_("A year has 366 days; this table is far longer."))


class HoursOverlap(Refusal):
    sentence = gettext_lazy(
        "Two stretches of one day overlap, or one ends before it begins."
    )


class SpecialAlready(Refusal):
    sentence = gettext_lazy(
        "That day is a special day already. Take it back first, then enter it anew."
    )


class DayIsOver(Refusal):
    sentence = gettext_lazy("That day is over. Choose one that is still to come.")
