"""The shape of what a desk sends when it follows up; the verbs decide the rest."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from renxin.followup.kinds import Heard, ListSort, Reason
from renxin.patients.models.patient import Need
from renxin.promises.forms import WhenForm
from renxin.visits.kinds import BY_HAND, WhyNothing


class ReasonForm(forms.Form):
    """Why nothing comes next for somebody who has left."""

    why = forms.ChoiceField(
        label=_("Why nothing comes next"),
        choices=[one for one in WhyNothing.choices if one[0] in BY_HAND],
        widget=forms.RadioSelect({"autofocus": True}),
    )
    note = forms.CharField(label=_("In a few words"), max_length=200, required=False)


class StartForm(forms.Form):
    """From which day the visits another system told of count."""

    counted_from = forms.DateField(
        label=_("Visits count from"),
        widget=forms.DateInput({"type": "date", "autofocus": True}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["counted_from"].localize = False


class HeardForm(forms.Form):
    """Which key was pressed, and what was said."""

    heard = forms.ChoiceField(choices=Heard.choices)
    said = forms.CharField(label=_("In their words"), max_length=200, required=False)
    reason = forms.ChoiceField(
        label=_("Why"),
        choices=Reason.choices,
        required=False,
        widget=forms.RadioSelect({"autofocus": True}),
    )

    def must_tell(self, heard: str | None) -> None:
        """What a key wants to know is not shown as if it could stay empty."""
        self.fields["reason"].required = heard == Heard.LOST
        self.fields["said"].required = heard == Heard.UNWELL


class AgainForm(WhenForm):
    """When it suits them to be rung."""

    said = forms.CharField(label=_("In their words"), max_length=200, required=False)


class SortForm(forms.Form):
    """What the records are looked through for."""

    sort = forms.ChoiceField(choices=ListSort.choices)


class StrikeForm(forms.Form):
    """Why somebody is taken off a list."""

    why = forms.CharField(
        label=_("Why not them"),
        max_length=200,
        widget=forms.TextInput({"autofocus": True}),
    )


class RightForm(forms.Form):
    """How somebody knows that a number is right after all."""

    why = forms.CharField(
        label=_("How we know"),
        max_length=200,
        help_text=_("They rang from it, say, or read it out at the desk."),
        widget=forms.TextInput({"autofocus": True}),
    )


class NeedForm(forms.Form):
    """What a clinician says somebody comes for."""

    need = forms.ChoiceField(
        label=_("What they come for"),
        choices=Need.choices,
        widget=forms.RadioSelect({"autofocus": True}),
    )
    why = forms.CharField(label=_("Why"), max_length=200)
