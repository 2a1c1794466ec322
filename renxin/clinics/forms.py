"""The shape of what people type about a clinic and what stands in it."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from renxin.clinics import clock
from renxin.clinics.ahead import not_too_far
from renxin.clinics.models import OpeningHours
from renxin.clinics.models.clinic import known_zone
from renxin.clinics.models.opening_hours import Weekday


class ClinicForm(forms.Form):
    """A site of the house."""

    name = forms.CharField(label=_("Name of the clinic"), max_length=80)
    short_name = forms.CharField(
        label=_("Short name"), max_length=20, help_text=_("As staff say it: 东院.")
    )
    code = forms.SlugField(
        label=_("Code"),
        max_length=20,
        help_text=_("Letters and digits; imports name the clinic by it."),
    )
    zone = forms.CharField(
        label=_("Time zone"),
        max_length=40,
        initial="Asia/Shanghai",
        validators=[known_zone],
    )
    phone = forms.CharField(
        label=_("Phone"),
        max_length=30,
        required=False,
        help_text=_("Patients ring this number from their page and from messages."),
    )
    address = forms.CharField(label=_("Address"), max_length=120, required=False)


class PlaceForm(forms.Form):
    """A department, chair or device."""

    name = forms.CharField(label=_("Its name"), max_length=40)


def clock_field(label: Any) -> forms.TimeField:
    widget = forms.TimeInput({"type": "time", "step": 300}, format="%H:%M")
    return forms.TimeField(label=label, widget=widget, required=False)


class HoursForm(forms.Form):
    """The ordinary week: two stretches a day at most, empty where it is shut."""

    STRETCHES = 2

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for day in Weekday:
            for number in range(self.STRETCHES):
                for end, label in (("from", _("From")), ("until", _("Until"))):
                    self.fields[f"{end}_{day}_{number}"] = clock_field(label)

    @staticmethod
    def told(hours: Iterable[OpeningHours]) -> dict[str, str]:
        """What stands, as the fields show it; midnight as an end is 00:00."""
        seen: dict[int, int] = {}
        shown: dict[str, str] = {}
        for one in hours:
            number = seen.setdefault(one.weekday, 0)
            seen[one.weekday] += 1
            shown[f"from_{one.weekday}_{number}"] = clock.told(one.from_minute)
            until = one.until_minute % clock.MIDNIGHT
            shown[f"until_{one.weekday}_{number}"] = clock.told(until)
        return shown

    @property
    def week(self) -> list[tuple[str, list[forms.BoundField]]]:
        return [
            (
                str(day.label),
                [
                    self[f"{end}_{day}_{number}"]
                    for number in range(self.STRETCHES)
                    for end in ("from", "until")
                ],
            )
            for day in Weekday
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for first, last in self._ends():
            if (cleaned.get(first) is None) != (cleaned.get(last) is None):
                self.add_error(last, _("Write both ends, or neither."))
        return cleaned

    def stretches(self) -> dict[int, list[tuple[int, int]]]:
        """Weekday → stretches of minutes."""
        week: dict[int, list[tuple[int, int]]] = {day: [] for day in Weekday}
        for first, last in self._ends():
            starts, ends = self.cleaned_data[first], self.cleaned_data[last]
            if starts is not None:
                stretch = clock.minute_of(starts), clock.end_minute_of(ends)
                week[int(first.split("_")[1])].append(stretch)
        return week

    def _ends(self) -> list[tuple[str, str]]:
        pairs = [(day, number) for day in Weekday for number in range(self.STRETCHES)]
        return [(f"from_{day}_{n}", f"until_{day}_{n}") for day, n in pairs]


class SpecialDayForm(forms.Form):
    """A day on which the clinic is shut, or open at other hours."""

    day = forms.DateField(
        label=_("Day"),
        validators=[not_too_far],
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )
    label = forms.CharField(label=_("Why"), max_length=40)
    starts = clock_field(_("Open from"))
    ends = clock_field(_("Open until"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if (cleaned.get("starts") is None) != (cleaned.get("ends") is None):
            self.add_error("ends", _("Write both ends, or neither."))
        return cleaned

    def stretch(self) -> tuple[int, int] | None:
        starts, ends = self.cleaned_data["starts"], self.cleaned_data["ends"]
        if starts is None:
            return None
        return clock.minute_of(starts), clock.end_minute_of(ends)


class NoticeForm(forms.Form):
    """The days off of a year, as a table."""

    table = forms.FileField(
        label=_("The table (CSV)"), widget=forms.FileInput({"accept": ".csv,.txt"})
    )
