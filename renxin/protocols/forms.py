"""The shape of what is written, turned on, turned off and set about protocols."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from renxin.protocols.kinds import Source
from renxin.protocols.models import TurnedOn
from renxin.protocols.refusals import WhyMissing
from renxin.protocols.treated import treatments


class TextForm(forms.Form):
    """A protocol as it is written, line by line."""

    text = forms.CharField(
        label=_("The protocol"),
        strip=False,
        max_length=70_000,
        widget=forms.Textarea(
            {"rows": 28, "spellcheck": "false", "autocapitalize": "off"}
        ),
    )

    def clean_text(self) -> str:
        return str(self.cleaned_data["text"]).replace("\r\n", "\n").rstrip() + "\n"


class OnForm(forms.Form):
    """From which day, and whether some are held out so that its effect can be known."""

    from_on = forms.DateField(
        label=_("From"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )
    holds_out = forms.BooleanField(label=_("Hold some out"), required=False)
    why = forms.CharField(
        label=_("Why holding out harms nobody here"),
        max_length=300,
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("Your name stands beside it. Nobody knows yet whether it helps."),
    )

    def __init__(
        self, *args: Any, may_hold_out: bool, may_wait: bool = True, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if not may_wait:
            del self.fields["from_on"]
        if not may_hold_out:
            del self.fields["holds_out"], self.fields["why"]


class WhyForm(forms.Form):
    why = forms.CharField(
        label=_("Why"),
        max_length=200,
        error_messages={"required": WhyMissing.sentence},
        widget=forms.Textarea({"rows": 2, "autofocus": True}),
    )


class PersonForm(forms.Form):
    number = forms.CharField(
        label=_("Record number"),
        max_length=32,
        widget=forms.TextInput({"autocomplete": "off", "autofocus": True}),
    )


class WhichForm(forms.Form):
    """One of the protocols that are on; those that begin by hand come first."""

    protocol = forms.ModelChoiceField(
        TurnedOn.objects.none(), label=_("Protocol"), empty_label=None
    )

    def __init__(self, *args: Any, day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        runs = TurnedOn.objects.live(day).by_hand().select_related("version")
        field: Any = self.fields["protocol"]
        # Without a fact or a list of its own it begins by hand alone.
        field.queryset = runs.order_by("fact", "version__priority", "pk")
        field.label_from_instance = _named


def _named(run: TurnedOn) -> str:
    version = run.version
    if version.written.trigger.by_hand:
        return _("%(name)s, begins by hand") % {"name": version.name}
    return str(version.name)


class SignForm(forms.Form):
    """One more way in which the house's records tell of a treatment."""

    treatment = forms.ChoiceField(label=_("Treatment"))
    source = forms.ChoiceField(label=_("Where it stands"), choices=Source.choices)
    text = forms.CharField(label=_("As it is written there"), max_length=60)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(code, str(one)) for code, one in treatments().items()]
        self.fields["treatment"].choices = choices  # type: ignore[attr-defined]
