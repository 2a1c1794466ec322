"""The shape of what a desk sends about a referral; the verbs decide the rest."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from renxin.patients.models.contact_point import Reach
from renxin.patients.models.purpose import Method
from renxin.referrals.asking import Agreed
from renxin.referrals.kinds import Gone, Kind, Urgency
from renxin.referrals.offered import Offered
from renxin.referrals.refusals import NoReason
from renxin.referrals.where import Target
from renxin.staff.models import Staff

# How somebody standing here can agree; what an earlier system says is no proof.
METHODS = [
    (one.value, one.label) for one in (Method.PAPER, Method.SCREEN, Method.SPOKEN)
]


class AskingForm(forms.Form):
    """What is asked about the patient, whoever is asked."""

    kind = forms.ChoiceField(label=_("What is asked"), choices=Kind.choices)
    urgency = forms.ChoiceField(
        label=_("How soon"), choices=Urgency.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("Clinical reason"),
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": NoReason.sentence},
    )
    question = forms.CharField(
        label=_("What you want to know"),
        max_length=500,
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )

    def asked(self) -> dict[str, Any]:
        names = ("kind", "urgency", "reason", "question")
        return {name: self.cleaned_data[name] for name in names}


class ToForm(forms.Form):
    """Whom a patient is referred to, inside the house."""

    to = forms.ChoiceField(label=_("To whom"), widget=forms.Select({"autofocus": True}))

    def __init__(self, *args: Any, offered: Offered, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = offered
        chosen = [("", pgettext_lazy("to whom", "Choose")), *offered.groups]
        self.fields["to"].choices = chosen  # type: ignore[attr-defined]

    def target(self) -> Target:
        return self.offered.targets[self.cleaned_data["to"]]


class InsideForm(ToForm, AskingForm):
    field_order = ["to", "kind", "urgency", "reason", "question"]


class OutsideForm(AskingForm):
    """To a named place outside; nothing leaves before the patient agreed."""

    place = forms.CharField(
        label=_("Which hospital or clinic, which department"),
        max_length=60,
        widget=forms.TextInput({"autofocus": True}),
    )
    method = forms.ChoiceField(label=_("How they agreed"), choices=METHODS)
    given_by = forms.ChoiceField(label=_("Who agreed"), choices=Reach.Whose.choices)
    evidence = forms.CharField(label=_("Where the proof is"), max_length=200)

    field_order = ["place", "kind", "urgency", "reason", "question"]

    def agreed(self) -> Agreed:
        names = ("method", "given_by", "evidence")
        return Agreed(**{name: self.cleaned_data[name] for name in names})


class AcceptForm(forms.Form):
    """Who will see them; nobody named is whoever answers."""

    doctor = forms.ModelChoiceField(
        Staff.objects.none(),
        label=_("Who will see them"),
        required=False,
        empty_label=None,
        widget=forms.Select({"autofocus": True}),
    )
    note = forms.CharField(
        label=_("A word to the sender"), max_length=200, required=False
    )

    def __init__(self, *args: Any, doctors: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["doctor"].queryset = doctors  # type: ignore[attr-defined]


class ReportForm(forms.Form):
    found = forms.CharField(
        label=_("What they found"),
        max_length=4000,
        widget=forms.Textarea({"rows": 4, "autofocus": True}),
    )
    advice = forms.CharField(
        label=_("What should happen next"),
        max_length=4000,
        widget=forms.Textarea({"rows": 3}),
    )


class TakeBackForm(forms.Form):
    why = forms.ChoiceField(
        label=_("Why"), choices=Gone.choices, widget=forms.RadioSelect
    )
    words = forms.CharField(label=_("In words"), max_length=200, required=False)
