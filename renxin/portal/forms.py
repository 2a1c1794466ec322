"""The shape of what a newcomer tells of themselves."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from renxin.clinics.models import Clinic
from renxin.patients.forms import DayField, NameField
from renxin.portal.handles import handle_of


class NewcomerForm(forms.Form):
    name = NameField(
        label=_("Your name"),
        widget=forms.TextInput({"autocomplete": "name", "maxlength": 50}),
        error_messages={"required": _("Write the name.")},
    )
    birth_on = DayField(
        label=_("Your date of birth"),
        required=False,
        widget=forms.DateInput({"type": "date", "autocomplete": "bday"}, "%Y-%m-%d"),
    )
    clinic = forms.ChoiceField(
        label=_("Which clinic is nearest to you"),
        error_messages={"required": _("Choose a clinic.")},
    )
    agreed = forms.BooleanField(
        label=_("I have read this and agree to it."),
        error_messages={"required": _("Without it we may not keep a record of you.")},
    )

    def __init__(self, *args: Any, clinics: list[Clinic], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.clinics = {handle_of(one): one for one in clinics}
        choice: forms.ChoiceField = self.fields["clinic"]  # type: ignore[assignment]
        choice.choices = [(key, one.name) for key, one in self.clinics.items()]
        if len(clinics) == 1:
            choice.widget, choice.initial = forms.HiddenInput(), choice.choices[0][0]

    def chosen(self) -> Clinic:
        return self.clinics[self.cleaned_data["clinic"]]
