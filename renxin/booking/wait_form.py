"""The shape of what a desk writes down when somebody waits for a place."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from renxin.booking.asking.asked import House
from renxin.booking.kinds import Through
from renxin.booking.models import WaitlistEntry
from renxin.booking.models.waitlist_entry import DAY_BEGINS, DAY_ENDS
from renxin.patients.models import Patient

USUAL_DAYS, LONGEST_DAYS = 14, 365
DAYS = tuple((str(day), name) for day, name in WEEKDAYS.items())
DATE = {"type": "date"}
TIME = {"type": "time"}


class WaitForm(forms.Form):
    """Whom, what for, with whom, and which days and hours would do."""

    patient = forms.IntegerField(
        error_messages={"required": gettext_lazy("Choose the patient first.")}
    )
    service = forms.ChoiceField(label=gettext_lazy("What for"))
    who = forms.ChoiceField(label=gettext_lazy("With whom"), required=False)
    first_on = forms.DateField(
        label=gettext_lazy("From the day"),
        widget=forms.DateInput(DATE, format="%Y-%m-%d"),
    )
    last_on = forms.DateField(
        label=gettext_lazy("Until the day"),
        widget=forms.DateInput(DATE, format="%Y-%m-%d"),
    )
    weekdays = forms.MultipleChoiceField(
        label=gettext_lazy("Which days"),
        choices=DAYS,
        widget=forms.CheckboxSelectMultiple,
    )
    not_before = forms.TimeField(
        label=gettext_lazy("Not before"),
        required=False,
        widget=forms.TimeInput(TIME, format="%H:%M"),
    )
    not_after = forms.TimeField(
        label=gettext_lazy("Not after"),
        required=False,
        widget=forms.TimeInput(TIME, format="%H:%M"),
    )
    hurts = forms.BooleanField(
        label=gettext_lazy("In pain: goes before everybody else"), required=False
    )
    instead_of = forms.IntegerField(required=False)
    note = forms.CharField(
        label=pgettext_lazy("appointment", "Note"), max_length=200, required=False
    )

    def __init__(self, *args: Any, house: House, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.house, self.today = house, today
        self.choice("service").choices = [
            ("", _("Choose")),
            *((one.pk, one.name) for one in house.services),
        ]
        self.choice("who").choices = [
            ("", _("Anybody")),
            *((f"department-{one.pk}", one.name) for one in house.departments),
            *((f"doctor-{one.pk}", one.name) for one in house.doctors),
        ]

    def choice(self, name: str) -> forms.ChoiceField:
        field: forms.ChoiceField = self.fields[name]  # type: ignore[assignment]
        return field

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        first, last = cleaned.get("first_on"), cleaned.get("last_on")
        if first and last:
            self._check_days(first, last)
        begins = cleaned.get("not_before") or DAY_BEGINS
        ends = cleaned.get("not_after") or DAY_ENDS
        if ends <= begins:
            self.add_error("not_after", _("It ends before it begins."))
        return cleaned

    def _check_days(self, first: date, last: date) -> None:
        if last < first:
            self.add_error("last_on", _("The last day comes before the first."))
        elif last < self.today:
            self.add_error("last_on", _("That day is over."))
        elif last > self.today + timedelta(days=LONGEST_DAYS):
            self.add_error("last_on", _("Choose a day within a year."))
        wanted = {int(day) for day in self.cleaned_data.get("weekdays", ())}
        length = min((last - first).days + 1, len(DAYS))
        between = {(first.weekday() + n) % len(DAYS) for n in range(length)}
        if wanted and not wanted & between:
            self.add_error("weekdays", _("None of these days lies in between."))

    def entry(self, patient: Patient) -> WaitlistEntry:
        cleaned = self.cleaned_data
        of, _dash, pk = cleaned["who"].partition("-")
        key = int(pk) if pk else None
        return WaitlistEntry(
            patient=patient,
            clinic=self.house.clinic,
            service_id=int(cleaned["service"]),
            doctor_id=key if of == "doctor" else None,
            department_id=key if of == "department" else None,
            hurts=cleaned["hurts"],
            first_on=max(cleaned["first_on"], self.today),
            last_on=cleaned["last_on"],
            weekdays=sorted(map(int, cleaned["weekdays"])),
            not_before=cleaned["not_before"] or DAY_BEGINS,
            not_after=cleaned["not_after"] or DAY_ENDS,
            instead_of_id=cleaned["instead_of"],
            note=cleaned["note"],
            through=Through.DESK,
        )


def begun(asked: QueryDict, today: date) -> dict[str, Any]:
    """What the form shows at first: the next two weeks, any day, any hour."""
    whole = {f"{DAY_BEGINS:%H:%M}", f"{DAY_ENDS:%H:%M}"}
    hours = {
        name: "" if asked.get(name, "") in whole else asked.get(name, "")
        for name in ("not_before", "not_after")
    }
    return {
        "first_on": today,
        "last_on": today + timedelta(days=USUAL_DAYS),
        **asked.dict(),
        "weekdays": asked.getlist("weekdays") or [value for value, _name in DAYS],
        **hours,
    }
