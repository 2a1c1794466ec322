"""The shape of what is asked for when the sittings of an item are looked for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from renxin.booking.models import Service
from renxin.clinics.ahead import not_too_far
from renxin.plans.forms import LONGEST_PAUSE, number
from renxin.staff.models import Staff

DATE = forms.DateInput({"type": "date", "autofocus": True}, format="%Y-%m-%d")
TIME = forms.TimeInput({"type": "time"}, format="%H:%M")
MOST = 24


class SittingForm(forms.Form):
    """So many sittings of one item, so many days apart."""

    service = forms.ModelChoiceField(
        label=_("Booked as"), queryset=Service.objects.none(), empty_label=_("Choose")
    )
    doctor = forms.ModelChoiceField(
        label=_("With whom"), queryset=Staff.objects.none(), empty_label=None
    )
    day = forms.DateField(label=_("First day"), widget=DATE, validators=[not_too_far])
    clock = forms.TimeField(label=_("Time"), widget=TIME)
    times = number(_("How many sittings"), most=MOST, initial=1)
    every_days = number(_("Days from one to the next"), most=LONGEST_PAUSE, initial=7)

    def __init__(self, *args: Any, doctors: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        given = Service.objects.filter(ended_on=None).order_by("name", "pk")
        self.fields["service"].queryset = given  # type: ignore[attr-defined]
        self.fields["doctor"].queryset = doctors  # type: ignore[attr-defined]
