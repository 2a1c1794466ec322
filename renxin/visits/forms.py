"""The shape of what the flow board sends; the verbs decide the rest."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from renxin.clinics.models import Clinic, Department
from renxin.staff.doctors import doctors_at
from renxin.staff.models import Staff
from renxin.visits.kinds import Kind, Stage, Urgency, WhyTurned, WhyUrgency
from renxin.visits.line.turns import Reason
from renxin.visits.refusals import WhatNeed
from renxin.visits.terms import Coming

LONGEST_GOAL = 240


def doctors_today(clinic: Clinic) -> Any:
    return doctors_at(clinic, clinic.day_of(timezone.now()))


class GreetingForm(forms.Form):
    """Somebody is here: who, as what, and how soon they must be seen."""

    patient = forms.IntegerField(
        error_messages={"required": _("Choose the patient first.")}
    )
    urgency = forms.ChoiceField(
        label=pgettext_lazy("need", "How soon"),
        choices=Urgency.choices,
        initial=Urgency.ROUTINE,
    )
    kind = forms.ChoiceField(
        label=_("What kind of visit"),
        choices=[("", _("By their record")), *Kind.choices],
        required=False,
    )
    doctor = forms.ModelChoiceField(
        Staff.objects.none(),
        label=_("Doctor"),
        required=False,
        empty_label=_("Whoever is free"),
    )

    def __init__(self, *args: Any, clinic: Clinic, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["doctor"].queryset = doctors_today(clinic)  # type: ignore[attr-defined]

    def coming(self) -> Coming:
        cleaned = self.cleaned_data
        return Coming(
            kind=cleaned["kind"], urgency=cleaned["urgency"], doctor=cleaned["doctor"]
        )


class ReasonForm(forms.Form):
    """Why a turn is moved; value, payer and acquaintance are no reasons."""

    why = forms.ChoiceField(
        label=_("Why"), choices=WhyTurned.choices, widget=forms.RadioSelect
    )
    note = forms.CharField(
        label=_("In a few words"),
        max_length=200,
        required=False,
        widget=forms.TextInput({"autocomplete": "off"}),
    )

    def reason(self) -> Reason:
        return Reason(why=self.cleaned_data["why"], note=self.cleaned_data["note"])


class DoctorForm(forms.Form):
    """Another doctor today, or whoever is free."""

    doctor = forms.ModelChoiceField(
        Staff.objects.none(),
        label=_("Doctor"),
        required=False,
        empty_label=_("Whoever is free"),
    )

    def __init__(self, *args: Any, clinic: Clinic, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["doctor"].queryset = doctors_today(clinic)  # type: ignore[attr-defined]


class UrgencyForm(forms.Form):
    """How soon they must be seen, and for what need."""

    urgency = forms.ChoiceField(choices=Urgency.choices)
    why = forms.ChoiceField(
        label=_("Why"),
        choices=WhyUrgency.choices,
        widget=forms.RadioSelect,
        error_messages={"required": WhatNeed.sentence},
    )


class StationForm(forms.Form):
    """A place on the way through the house, and how long to wait there at most."""

    name = forms.CharField(
        label=_("Name"),
        max_length=40,
        help_text=_("As it stands on the board and on the waiting-room display"),
    )
    stage = forms.ChoiceField(
        label=_("What is done there"), choices=Stage.choices, initial=Stage.CONSULTATION
    )
    department = forms.ModelChoiceField(
        Department.objects.none(),
        label=_("Department"),
        required=False,
        empty_label=_("The whole house"),
    )
    goal_minutes = forms.IntegerField(
        label=_("Wait at most, minutes"),
        min_value=1,
        max_value=LONGEST_GOAL,
        initial=10,
        widget=forms.NumberInput({"inputmode": "numeric"}),
    )

    def __init__(self, *args: Any, clinic: Clinic, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mine = Department.objects.filter(clinic=clinic).order_by("name")
        self.fields["department"].queryset = mine  # type: ignore[attr-defined]
