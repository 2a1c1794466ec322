"""The shape of what a desk tells about safety; the verbs decide the rest."""

from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from renxin.clinics.models import Chair, Clinic
from renxin.safety import checklist
from renxin.safety.kinds import WORST, Effect, Found, Half, Severity
from renxin.safety.models.adverse_event import Lesson, Told
from renxin.safety.models.infection_check import Looked
from renxin.visits.kinds import Stage
from renxin.visits.models import Visit

SCORES = [(score, str(score)) for score in range(WORST + 1)]


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class PainForm(forms.Form):
    """Asked at which stage, how much it hurts, and what was done from 7 on."""

    stage = forms.ChoiceField(
        label=pgettext_lazy("stage", "Asked at"), choices=Stage.choices
    )
    score = forms.TypedChoiceField(
        label=_("How much does it hurt, from 0 to 10?"),
        choices=SCORES,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Ask them, and choose the number they say.")},
    )
    done = forms.CharField(
        label=_("What was done about it"),
        max_length=200,
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("From 7 on; customer care calls them the next day."),
    )


class EffectForm(forms.Form):
    """What they still feel, in a code to be counted and in their words."""

    asked_on = forms.DateField(label=_("Asked on"), widget=DayInput)
    effect = forms.ChoiceField(
        label=_("What they still feel"),
        choices=Effect.choices,
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("In their words"),
        max_length=200,
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )


class CheckForm(forms.Form):
    """Each item of the checklist as it is today; one line of answers each."""

    batch = forms.CharField(
        label=_("Sterilisation batch of the instruments"),
        max_length=40,
        required=False,
        widget=forms.TextInput({"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = checklist.items(checklist.current())
        for item in self.items:
            self.fields[item.code] = forms.ChoiceField(
                label=item.text, choices=Found.choices, widget=forms.RadioSelect
            )

    def found(self) -> dict[str, str]:
        return {item.code: self.cleaned_data[item.code] for item in self.items}

    def looked(self, visit: Visit | None = None) -> Looked:
        batch = self.cleaned_data["batch"]
        return Looked(found=self.found(), batch=batch, visit=visit)


class ChairCheckForm(CheckForm):
    """A chair made ready for the morning or the afternoon."""

    chair = forms.ModelChoiceField(
        Chair.objects.none(),
        label=_("Chair or room"),
        empty_label=pgettext_lazy("chair", "Choose"),
    )
    half = forms.ChoiceField(
        label=_("Session"), choices=Half.choices, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, clinic: Clinic, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chairs = Chair.objects.filter(clinic=clinic).order_by("name", "pk")
        self.fields["chair"].queryset = chairs  # type: ignore[attr-defined]
        self.order_fields(["chair", "half", "batch"])

    def looked(self, visit: Visit | None = None) -> Looked:
        told = self.cleaned_data
        return Looked(
            found=self.found(),
            batch=told["batch"],
            chair=told["chair"],
            half=told["half"],
            visit=visit,
        )


class EventForm(forms.Form):
    """What happened, without blame; the name is left out if one likes."""

    token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    what = forms.CharField(
        label=_("What happened"),
        max_length=1000,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("The matter, not the person; no names."),
    )
    could_have = forms.CharField(
        label=_("What could have happened"),
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )
    severity = forms.ChoiceField(
        label=_("What it did to the patient"),
        choices=Severity.choices,
        widget=forms.RadioSelect,
    )
    place = forms.CharField(label=_("Where"), max_length=60, required=False)
    happened_on = forms.DateField(label=_("On which day"), widget=DayInput)
    number = forms.IntegerField(
        label=_("Number of the visit that day"),
        min_value=1,
        max_value=999,
        required=False,
        help_text=_("As the flow board shows it, if a patient was part of it."),
    )
    without_name = forms.BooleanField(
        label=_("Leave my name out"),
        required=False,
        help_text=_("Then nothing in the system says who told it."),
    )

    def __init__(self, *args: Any, clinic: Clinic, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.clinic = clinic

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        number, day = told.get("number"), told.get("happened_on")
        told["visit"] = self._visit(number, day) if number and day else None
        if number and day and not told["visit"]:
            self.add_error("number", _("Nobody had this number that day."))
        return told

    def _visit(self, number: int, day: date) -> Visit | None:
        here = Visit.objects.filter(clinic=self.clinic, day=day, number=number)
        return here.first()

    def told(self) -> Told:
        names = ("what", "could_have", "severity", "place", "happened_on")
        more = {name: self.cleaned_data[name] for name in (*names, "visit", "token")}
        return Told(**more)


class ReviewForm(forms.Form):
    """What is learned and what changes; not who."""

    learned = forms.CharField(
        label=_("What we learn"), max_length=1000, widget=forms.Textarea({"rows": 4})
    )
    changes = forms.CharField(
        label=_("What changes"), max_length=200, widget=forms.Textarea({"rows": 2})
    )
    due_on = forms.DateField(label=_("By which day"), widget=DayInput)

    def lesson(self) -> Lesson:
        return Lesson(**self.cleaned_data)


class PutRightForm(forms.Form):
    note = forms.CharField(
        label=_("How it was put right"), max_length=200, required=False
    )
