"""The shape of advice written, given, withdrawn and taken back."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from renxin.advice.kinds import Kind
from renxin.advice.library import Draft, Said
from renxin.advice.models import AdviceText
from renxin.advice.models.advice_given import Handing
from renxin.advice.models.advice_text import PARTS
from renxin.advice.refusals import NotUnderstood, WhyMissing
from renxin.staff.models.staff import Language


class Lines(forms.Textarea):
    """A line each."""

    def __init__(self, rows: int) -> None:
        super().__init__({"rows": rows})


class DraftForm(forms.Form):
    """One text in both languages."""

    kind = forms.ChoiceField(
        label=_("What it is about"), choices=Kind.choices, widget=forms.RadioSelect
    )
    has_dose = forms.BooleanField(
        label=_("With a line copied from the prescription"), required=False
    )
    title_zh = forms.CharField(label=_("Title, in Chinese"), max_length=40)
    title_en = forms.CharField(label=_("Title, in English"), max_length=80)
    whom_zh = forms.CharField(
        label=_("For whom, in Chinese"), max_length=80, required=False
    )
    whom_en = forms.CharField(
        label=_("For whom, in English"), max_length=160, required=False
    )
    words_zh = forms.CharField(
        label=_("What to do, in Chinese"),
        max_length=800,
        widget=Lines(7),
        help_text=_("A line each. No amounts: they stand on the prescription."),
    )
    words_en = forms.CharField(
        label=_("What to do, in English"), max_length=1600, widget=Lines(7)
    )
    call_zh = forms.CharField(
        label=_("When to call, in Chinese"),
        max_length=400,
        widget=Lines(3),
        help_text=_("A line each; the clinic's phone is added to them."),
    )
    call_en = forms.CharField(
        label=_("When to call, in English"), max_length=800, widget=Lines(3)
    )

    @classmethod
    def first(cls, text: AdviceText | None) -> dict[str, Any]:
        names = cls.base_fields
        return {name: getattr(text, name) for name in names} if text else {}

    def draft(self) -> Draft:
        told = self.cleaned_data
        zh, en = (
            Said.of({part: told[f"{part}_{code}"] for part in PARTS})
            for code in ("zh", "en")
        )
        return Draft(kind=told["kind"], has_dose=told["has_dose"], zh=zh, en=en)


class HandingForm(forms.Form):
    """The line from the prescription, and what the patient said back."""

    language = forms.ChoiceField(choices=Language.choices, widget=forms.HiddenInput)
    as_prescribed = forms.CharField(
        label=_("As the prescription says"),
        max_length=200,
        required=False,
        widget=forms.TextInput({"autocomplete": "off"}),
        help_text=_("Copied from it, and nothing of our own."),
    )
    understood = forms.CharField(
        label=_("In the patient's own words"),
        max_length=300,
        error_messages={"required": NotUnderstood.sentence},
        widget=forms.Textarea({"rows": 2}),
        help_text=_("“So that I know I explained it well: what will you do at home?”"),
    )

    def __init__(self, *args: Any, has_dose: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        first = "as_prescribed" if has_dose else "understood"
        self.fields[first].widget.attrs["autofocus"] = True
        if not has_dose:
            del self.fields["as_prescribed"]

    def handing(self) -> Handing:
        return Handing(**self.cleaned_data)


class WhyForm(forms.Form):
    why = forms.CharField(
        label=_("Why"),
        max_length=200,
        error_messages={"required": WhyMissing.sentence},
        widget=forms.Textarea({"rows": 2, "autofocus": True}),
    )
