"""The shape of a duty done, left out or published."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from renxin.patients.signing import LONGEST_STROKES, NeedsAName, Signature, Signer
from renxin.visits.duties.doing import Proof
from renxin.visits.duties.publishing import Line
from renxin.visits.duties.sheet import Owed
from renxin.visits.kinds import Asks, Standard, WhyWaived
from renxin.visits.models import Duty
from renxin.visits.refusals import NotSaidBack

# Blank rows at the end of a checklist that is being rewritten.
FURTHER = 2


class ProofForm(forms.Form):
    """Done, and nothing more is asked."""

    def proof(self) -> Proof:
        return Proof()


class SaidBackForm(ProofForm):
    """What the patient said when asked to say it back."""

    understood = forms.CharField(
        label=_("In the patient's own words"),
        max_length=300,
        error_messages={"required": NotSaidBack.sentence},
        widget=forms.Textarea({"rows": 3, "autofocus": True}),
        help_text=_("“So that I know I explained it well: what will you do at home?”"),
    )

    def proof(self) -> Proof:
        return Proof(understood=self.cleaned_data["understood"])


class SignatureForm(ProofForm):
    """Who signs, and the strokes on the screen."""

    signer = forms.ChoiceField(
        label=_("Who signs"),
        choices=Signer.choices,
        initial=Signer.PATIENT,
        widget=forms.RadioSelect,
    )
    name = forms.CharField(
        label=_("Name"),
        max_length=80,
        error_messages={"required": NeedsAName.sentence},
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    strokes = forms.CharField(
        required=False, max_length=LONGEST_STROKES, widget=forms.HiddenInput
    )

    def proof(self) -> Proof:
        return Proof(signature=Signature(**self.cleaned_data))


FORMS: dict[str, type[ProofForm]] = {
    Asks.WORD: ProofForm,
    Asks.UNDERSTOOD: SaidBackForm,
    Asks.SIGNATURE: SignatureForm,
}


class WaiverForm(forms.Form):
    """What is left out, and why."""

    duties = forms.ModelMultipleChoiceField(
        Duty.objects.none(),
        label=_("What is left out"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose what is left out.")},
    )
    why = forms.ChoiceField(
        label=_("Why"),
        choices=WhyWaived.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Say why it is left out for them.")},
    )
    note = forms.CharField(
        label=_("In a few words"),
        max_length=200,
        required=False,
        widget=forms.TextInput({"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, missing: list[Owed], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["duties"]
        keys = [row.pk for row in missing]
        field.queryset = Duty.objects.filter(pk__in=keys)  # type: ignore[attr-defined]
        field.label_from_instance = lambda duty: duty.text  # type: ignore[attr-defined]
        field.initial = keys if len(keys) == 1 else []


class LineForm(forms.Form):
    """One line of a checklist."""

    code = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    zh = forms.CharField(label=_("In Chinese"), max_length=120, required=False)
    en = forms.CharField(label=_("In English"), max_length=160, required=False)
    standard = forms.ChoiceField(label=_("Which of the six"), choices=Standard.choices)
    asks = forms.ChoiceField(label=_("What it takes"), choices=Asks.choices)
    is_required = forms.BooleanField(
        label=_("Must be done"), required=False, initial=True
    )

    def line(self) -> Line:
        told = self.cleaned_data
        return Line(
            code=told["code"],
            zh=told["zh"],
            en=told["en"],
            standard=told["standard"],
            asks=told["asks"],
            is_required=told["is_required"],
        )

    def says_something(self) -> bool:
        """A line whose words were wiped out is no longer owed."""
        return any(self.cleaned_data.get(one, "").strip() for one in ("zh", "en"))


LineFormSet = forms.formset_factory(LineForm, extra=FURTHER, max_num=30)
