"""The shape of what is typed at the front desk; the verbs decide what it means."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from renxin.desk.refusal import Refusal
from renxin.patients import channels, identity, names, phones
from renxin.patients.consents import USUAL
from renxin.patients.models import (
    Concern,
    IdentityDocument,
    Method,
    Patient,
    Reach,
)
from renxin.patients.models.concern import WORST
from renxin.patients.models.patient import Need, Sex
from renxin.patients.writing import plain

DAYS = ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d", "%Y年%m月%d日")
EARLIEST = date(1870, 1, 1)


class DayField(forms.DateField):
    """A day, written any of the ways people write one; never a moment."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("input_formats", DAYS)
        kwargs.setdefault(
            "widget",
            forms.DateInput(
                format="%Y-%m-%d",
                attrs={"inputmode": "numeric", "placeholder": "1992-05-17"},
            ),
        )
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> date | None:
        typed = plain(value) if isinstance(value, str) else value
        day = super().to_python(typed)
        if day is not None and day < EARLIEST:
            raise ValidationError(_("Nobody born that long ago is still alive."))
        return day


class NameField(forms.CharField):
    """A name in its one spelling; an optional one may stay empty."""

    def clean(self, value: Any) -> str:
        typed = super().clean(value)
        return _or_invalid(names.clean, typed) if typed else ""


class PhoneField(forms.CharField):
    """A phone number in E.164, however it was written."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "tel"}))
        super().__init__(**kwargs)

    def clean(self, value: Any) -> str:
        typed = super().clean(value)
        return _or_invalid(phones.clean, typed) if typed else ""


def _or_invalid(read: Any, typed: str) -> Any:
    try:
        return read(typed)
    except Refusal as refusal:
        raise ValidationError(str(refusal)) from None


class PersonForm(forms.Form):
    """What registration and change have in common: who the person is."""

    name = NameField(label=_("Name"))
    sex = forms.ChoiceField(
        label=_("Sex"), choices=Sex.choices, initial=Sex.UNKNOWN, required=False
    )
    birth_on = DayField(label=_("Born on"), required=False)
    foreign_name = NameField(label=_("Foreign name"), required=False)
    address_as = forms.CharField(label=_("Addressed as"), max_length=20, required=False)
    allergies = forms.CharField(label=_("Allergies"), max_length=200, required=False)
    channel = forms.ChoiceField(
        label=_("Came through"), choices=channels.choices, required=False
    )
    need = forms.ChoiceField(
        label=_("Here for"), choices=[("", ""), *Need.choices], required=False
    )
    payer = forms.CharField(label=_("Who pays"), max_length=40, required=False)

    def clean_sex(self) -> str:
        return self.cleaned_data["sex"] or Sex.UNKNOWN


class RegistrationForm(PersonForm):
    """A person taken in at the front desk."""

    document_kind = forms.ChoiceField(
        label=_("Document"),
        choices=IdentityDocument.Kind.choices,
        initial=IdentityDocument.Kind.IDENTITY_CARD,
    )
    document_number = forms.CharField(
        label=_("Its number"), max_length=60, required=False
    )
    no_document = forms.CharField(
        label=_("Why there is none"), max_length=80, required=False
    )
    phone = PhoneField(label=_("Phone"), required=False)
    whose = forms.CharField(
        label=_("Whose phone"), initial=Reach.Whose.OWN, required=False
    )
    guardian_name = NameField(label=_("Guardian's name"), required=False)
    introduced_by = forms.IntegerField(required=False, widget=forms.HiddenInput)
    fear = forms.IntegerField(
        label=_("Fear, 0 to 10"), min_value=0, max_value=WORST, required=False
    )
    concerns = forms.MultipleChoiceField(
        label=_("What weighs on them"),
        choices=[c for c in Concern.Kind.choices if c[0] != Concern.Kind.FEAR],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    agreed = forms.MultipleChoiceField(
        label=_("They agree to"),
        choices=[(purpose.value, purpose.label) for purpose in USUAL],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    method = forms.ChoiceField(
        label=_("How they answered"), choices=Method.choices, initial=Method.PAPER
    )
    evidence = forms.CharField(
        label=_("Where the proof is"), max_length=200, required=False
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        data["document"] = self._document(data)
        said = data["document"] and data["document"].birth_on
        if said and data.get("birth_on") not in {None, said}:
            self.add_error(
                "birth_on", _("The card says %(day)s.") % {"day": said.isoformat()}
            )
        if data.get("agreed") and not data.get("evidence"):
            self.add_error(
                "evidence",
                _("Say where the proof is: form, message, recording."),
            )
        return data

    def _document(self, data: dict[str, Any]) -> identity.Document | None:
        kind, number = data.get("document_kind"), data.get("document_number", "")
        if kind == IdentityDocument.Kind.NONE:
            if not data.get("no_document"):
                self.add_error("no_document", _("Say why there is no document."))
            return None
        if not kind or not number:
            return None
        try:
            return identity.read(kind, number)
        except Refusal as refusal:
            self.add_error("document_number", str(refusal))
            return None


class ChangeForm(PersonForm):
    """A record being changed, and the version the person saw of it."""

    former_name = NameField(label=_("Former name"), required=False)
    address = forms.CharField(label=_("Address"), max_length=200, required=False)
    died_on = DayField(label=_("Died on"), required=False, widget=forms.DateInput)
    version = forms.IntegerField(widget=forms.HiddenInput)

    # The fields of the record this form may change, in the order they are shown.
    CHANGES = (
        "name",
        "former_name",
        "foreign_name",
        "address_as",
        "sex",
        "birth_on",
        "allergies",
        "address",
        "channel",
        "need",
        "payer",
        "died_on",
    )

    @classmethod
    def of(cls, patient: Patient) -> "ChangeForm":
        shown = {name: getattr(patient, name) for name in (*cls.CHANGES, "version")}
        return cls(initial=shown)

    def changes(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.CHANGES}
