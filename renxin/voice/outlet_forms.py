"""The shape of what an operator types to set up a channel."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from renxin.desk.refusal import Refusal
from renxin.voice import wire
from renxin.voice.channels import Blank
from renxin.voice.models import Outlet
from renxin.voice.models.outlet import Typed

LENGTH = 200


class OutletForm(forms.Form):
    """The blanks a channel names; a secret is typed in and never shown again."""

    is_on = forms.BooleanField(label=_("In use"), required=False)
    rank = forms.IntegerField(label=_("Order"), min_value=1, max_value=9, initial=1)

    def __init__(self, module: Any, outlet: Outlet | None, told: Any = None) -> None:
        self.module, self.outlet = module, outlet
        held = outlet.settings if outlet else {}
        blanks: tuple[Blank, ...] = module.TYPED
        initial: dict[str, Any] = {one.name: one.usual for one in blanks} | held
        if outlet:
            initial |= {"is_on": outlet.is_on, "rank": outlet.rank}
        super().__init__(told, initial=initial)
        known = outlet.secrets() if outlet else {}
        for one in blanks:
            self.fields[one.name] = _field(one, is_known=one.name in known)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        address = told.get("endpoint")
        if address:
            try:
                told["endpoint"] = wire.checked(address, self.module.HOSTS)
            except Refusal as refusal:
                self.add_error("endpoint", str(refusal))
        return told

    def typed(self, channel: str) -> Typed:
        told, blanks = self.cleaned_data, self.module.TYPED
        return Typed(
            channel=channel,
            settings={one.name: told[one.name] for one in blanks if not one.is_secret},
            secrets={one.name: told[one.name] for one in blanks if one.is_secret},
            is_on=told["is_on"],
            rank=told["rank"],
        )


def _field(blank: Blank, *, is_known: bool) -> forms.CharField:
    if not blank.is_secret:
        return forms.CharField(label=str(blank.label), max_length=LENGTH)
    attrs = {"autocomplete": "new-password"}
    return forms.CharField(
        label=str(blank.label),
        max_length=LENGTH,
        required=not is_known,
        widget=forms.PasswordInput(attrs, render_value=False),
        help_text=_("Kept. Leave it empty to keep it as it is.") if is_known else "",
    )


class TemplateForm(forms.Form):
    """A carrier’s number for words it approved."""

    saying = forms.CharField(label=_("What is said"), max_length=40)
    language = forms.ChoiceField(
        label=_("Language"), choices=[("zh-hans", "中文"), ("en", "English")]
    )
    code = forms.CharField(label=_("The carrier’s number"), max_length=40)
