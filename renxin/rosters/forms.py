"""The shape of what is typed about who works when; the verbs decide the rest."""

from collections.abc import Iterable
from datetime import date, time
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from renxin.clinics.ahead import not_too_far
from renxin.clinics.clock import end_minute_of, minute_of, moment
from renxin.clinics.models import Chair, Clinic, Department
from renxin.clinics.models.opening_hours import Weekday
from renxin.rosters.days import whole
from renxin.rosters.models.leave import Kind
from renxin.rosters.models.pattern import Every
from renxin.rosters.spans import DateTimeTZRange, span
from renxin.rosters.verdict import AT_LEAST, AT_MOST
from renxin.staff.models import Staff
from renxin.staff.roles import Role

NOON = 13 * 60  # where a half day ends and the other begins


def day_field(label: Any, **more: Any) -> forms.DateField:
    widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    bounds = [not_too_far]
    return forms.DateField(label=label, widget=widget, validators=bounds, **more)


def clock_field(label: Any, **more: Any) -> forms.TimeField:
    widget = forms.TimeInput({"type": "time", "step": 300}, format="%H:%M")
    return forms.TimeField(label=label, widget=widget, **more)


def person_field() -> "forms.ModelChoiceField[Staff]":
    return forms.ModelChoiceField(Staff.objects.none(), label=_("Who"), empty_label="–")


class HoursForm(forms.Form):
    """From when to when; 00:00 as an end is the midnight that ends the day."""

    starts = clock_field(_("From"))
    ends = clock_field(_("Until"))

    def stretch(self) -> tuple[int, int]:
        return (
            minute_of(self.cleaned_data["starts"]),
            end_minute_of(self.cleaned_data["ends"]),
        )

    def on(self, day: date, zone: str) -> DateTimeTZRange:
        first, last = self.stretch()
        return span(moment(day, first, zone), moment(day, last, zone))


class PlacedForm(HoursForm):
    """Hours, and which room of the clinic."""

    department = forms.ModelChoiceField(
        Department.objects.none(),
        label=_("Department"),
        required=False,
        empty_label="–",
    )
    chair = forms.ModelChoiceField(
        Chair.objects.none(), label=_("Chair or room"), required=False, empty_label="–"
    )

    def __init__(self, *args: Any, clinic: Clinic, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rooms = {"department": clinic.departments, "chair": clinic.chairs}
        for name, all_of in rooms.items():
            chosen = all_of.order_by("name")  # type: ignore[attr-defined]
            self.fields[name].queryset = chosen  # type: ignore[attr-defined]


class ShiftForm(PlacedForm):
    """One day's shift."""

    why = forms.CharField(label=_("Why"), max_length=120, required=False)


class NewShiftForm(ShiftForm):
    staff = person_field()
    role = forms.ChoiceField(label=_("As what"), choices=Role.choices)
    day = day_field(_("Day"))

    field_order = ["staff", "role", "day", "starts", "ends", "department", "chair"]

    def __init__(
        self, *args: Any, people: Iterable[Staff], clinic: Clinic, **kwargs: Any
    ) -> None:
        super().__init__(*args, clinic=clinic, **kwargs)
        self.fields["staff"].queryset = people  # type: ignore[attr-defined]


class WhyForm(forms.Form):
    why = forms.CharField(label=_("Why"), max_length=120, required=False)


class SwapForm(WhyForm):
    """Somebody else's shift, of the same week."""

    other = forms.ChoiceField(label=_("For whose shift"))

    field_order = ["other", "why"]

    def __init__(
        self, *args: Any, shifts: Iterable[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["other"].choices = list(shifts)  # type: ignore[attr-defined]


class LeaveForm(forms.Form):
    """From a day to a day, each of them whole or by half."""

    staff = person_field()
    kind = forms.ChoiceField(label=_("What for"), choices=Kind.choices)
    first = day_field(_("First day"))
    first_from = forms.ChoiceField(
        label=_("From its"),
        choices=[("MORNING", _("morning")), ("AFTERNOON", _("afternoon"))],
    )
    last = day_field(_("Last day"))
    last_until = forms.ChoiceField(
        label=_("Until its"),
        choices=[("EVENING", _("evening")), ("NOON", _("noon"))],
    )
    note = forms.CharField(label=_("Note"), max_length=120, required=False)

    def __init__(self, *args: Any, people: Iterable[Staff], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["staff"].queryset = people  # type: ignore[attr-defined]

    def during(self, clinic: Clinic) -> DateTimeTZRange:
        cleaned = self.cleaned_data
        days = whole(cleaned["first"], clinic.zone, cleaned["last"])
        first, last = days.lower, days.upper
        if cleaned["first_from"] == "AFTERNOON":
            first = moment(cleaned["first"], NOON, clinic.zone)
        if cleaned["last_until"] == "NOON":
            last = moment(cleaned["last"], NOON, clinic.zone)
        return span(first, last)


class WeekForm(PlacedForm):
    """Somebody's week: some of its days, with or without a break."""

    staff = person_field()
    role = forms.ChoiceField(label=_("As what"), choices=Role.choices)
    weekdays = forms.MultipleChoiceField(
        label=_("On which days"),
        choices=Weekday.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    break_from = clock_field(_("Break from"), required=False)
    break_until = clock_field(_("Break until"), required=False)
    every = forms.TypedChoiceField(
        label=_("How often"), choices=Every.choices, coerce=int, initial=Every.WEEK
    )
    since_on = day_field(_("Since"))

    field_order = [
        *("staff", "role", "weekdays", "starts", "ends", "break_from"),
        *("break_until", "every", "since_on", "department", "chair"),
    ]

    def __init__(
        self, *args: Any, people: Iterable[Staff], clinic: Clinic, **kwargs: Any
    ) -> None:
        super().__init__(*args, clinic=clinic, **kwargs)
        self.fields["staff"].queryset = people  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        pause = [cleaned.get("break_from"), cleaned.get("break_until")]
        if any(pause) and not all(pause):
            self.add_error("break_until", _("A break has a beginning and an end."))
        return cleaned

    def stretches(self) -> tuple[tuple[int, int], ...]:
        first, last = self.stretch()
        pause: time | None = self.cleaned_data["break_from"]
        if pause is None:
            return ((first, last),)
        again = minute_of(self.cleaned_data["break_until"])
        return ((first, minute_of(pause)), (again, last))


class EndForm(forms.Form):
    on = day_field(_("No longer from"))


class BandForm(forms.Form):
    """How many assistants a doctor should have."""

    at_least = forms.DecimalField(
        label=_("At least"),
        min_value=Decimal(0),
        max_value=Decimal(20),
        max_digits=3,
        decimal_places=1,
        initial=AT_LEAST,
    )
    at_most = forms.DecimalField(
        label=_("At most"),
        min_value=Decimal(0),
        max_value=Decimal(20),
        max_digits=3,
        decimal_places=1,
        initial=AT_MOST,
    )
    department = forms.ModelChoiceField(
        Department.objects.none(),
        label=_("Where"),
        required=False,
        empty_label=_("The whole clinic"),
    )

    def __init__(self, *args: Any, clinic: Clinic, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mine = clinic.departments.order_by("name")
        self.fields["department"].queryset = mine  # type: ignore[attr-defined]
