"""The shape of what is asked for when several appointments are agreed in one step."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from renxin.booking.asking.asked import House
from renxin.booking.models import Service
from renxin.booking.wish import Wish
from renxin.clinics.ahead import not_too_far
from renxin.staff.models import Staff

PARTS = (1, 2, 3)
MOST_SITTINGS, LONGEST_PAUSE = 24, 180
AHEAD = timedelta(days=30)
DATE = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
TIME = forms.TimeInput({"type": "time"}, format="%H:%M")
NUMBER = {"inputmode": "numeric"}


class SeveralForm(forms.Form):
    """For one patient, of services and with doctors of this clinic."""

    patient = forms.IntegerField(
        error_messages={"required": gettext_lazy("Choose the patient first.")}
    )

    def __init__(self, *args: Any, house: House, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.house = house
        self.services = {str(one.pk): one for one in house.services}
        self.doctors = {str(one.pk): one for one in house.doctors}
        services = [(pk, one.name) for pk, one in self.services.items()]
        doctors = [(pk, one.name) for pk, one in self.doctors.items()]
        for name, field in self.fields.items():
            if isinstance(field, forms.ChoiceField) and name.startswith("service"):
                none = _("Choose") if field.required else _("nothing more")
                field.choices = [("", none), *services]
            elif isinstance(field, forms.ChoiceField) and name.startswith("doctor"):
                field.choices = [("", _("Anybody")), *doctors]

    def given(self, name: str = "service") -> Service | None:
        return self.services.get(self.cleaned_data[name])

    def by(self, name: str = "doctor") -> tuple[Staff, ...]:
        chosen = self.doctors.get(self.cleaned_data[name])
        return (chosen,) if chosen else ()


def day_field(label: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=DATE, validators=[not_too_far])


class SeriesForm(SeveralForm):
    """So many sittings of one service, so many days apart."""

    service = forms.ChoiceField(label=gettext_lazy("What for"))
    doctor = forms.ChoiceField(label=gettext_lazy("With whom"), required=False)
    what = forms.CharField(label=gettext_lazy("What it is called"), max_length=80)
    day = day_field(gettext_lazy("First day"))
    clock = forms.TimeField(label=gettext_lazy("Time"), widget=TIME)
    times = forms.IntegerField(
        label=gettext_lazy("How many sittings"),
        min_value=2,
        max_value=MOST_SITTINGS,
        initial=3,
        widget=forms.NumberInput(NUMBER),
    )
    every_days = forms.IntegerField(
        label=gettext_lazy("Days from one to the next"),
        min_value=1,
        max_value=LONGEST_PAUSE,
        initial=7,
        widget=forms.NumberInput(NUMBER),
    )


class TogetherForm(SeveralForm):
    """Several services, one after the other, in one coming."""

    first_on = day_field(gettext_lazy("From the day"))
    last_on = day_field(gettext_lazy("Until the day"))
    not_before = forms.TimeField(
        label=gettext_lazy("Not before"), required=False, widget=TIME
    )
    service_1 = forms.ChoiceField(label=gettext_lazy("First"))
    doctor_1 = forms.ChoiceField(label=gettext_lazy("With whom"), required=False)
    service_2 = forms.ChoiceField(label=gettext_lazy("Then"))
    doctor_2 = forms.ChoiceField(label=gettext_lazy("With whom"), required=False)
    service_3 = forms.ChoiceField(label=gettext_lazy("And then"), required=False)
    doctor_3 = forms.ChoiceField(label=gettext_lazy("With whom"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        first, last = cleaned.get("first_on"), cleaned.get("last_on")
        if first and last and not first <= last <= first + 12 * AHEAD:
            self.add_error("last_on", _("The last day comes before the first."))
        return cleaned

    def rows(self) -> Iterator[tuple[Any, Any]]:
        for part in PARTS:
            yield self[f"service_{part}"], self[f"doctor_{part}"]

    def wishes(self) -> list[Wish]:
        cleaned = self.cleaned_data
        asked: dict[str, Any] = {
            "clinic": self.house.clinic,
            "first_day": cleaned["first_on"],
            "last_day": cleaned["last_on"],
        }
        if cleaned["not_before"]:
            asked["not_before"] = cleaned["not_before"]
        return [
            Wish.of(service, doctors=self.by(f"doctor_{part}"), **asked)
            for part in PARTS
            if (service := self.given(f"service_{part}"))
        ]

    def chosen(self) -> list[Service]:
        found = (self.given(f"service_{part}") for part in PARTS)
        return [one for one in found if one]


def soon(today: date) -> dict[str, date]:
    return {"day": today, "first_on": today, "last_on": today + AHEAD}
