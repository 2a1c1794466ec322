"""The shape of one line of the published list."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from renxin.clinics.ahead import not_too_far
from renxin.desk.money import fen_of
from renxin.plans.forms import yuan
from renxin.plans.kinds import PriceKind
from renxin.plans.models.price_item import Price

DATE = forms.DateInput({"type": "date"}, format="%Y-%m-%d")


class PriceForm(forms.Form):
    """What it is, what it includes, what it costs and from which day."""

    code = forms.CharField(label=_("Code"), max_length=30)
    name = forms.CharField(label=_("Item"), max_length=80)
    content = forms.CharField(
        label=_("What it includes"), max_length=300, required=False
    )
    unit = forms.CharField(label=_("Unit"), max_length=20, required=False)
    price = yuan(_("Price in yuan"), required=True)
    kind = forms.ChoiceField(
        label=_("Who sets it"), choices=PriceKind, initial=PriceKind.MARKET
    )
    conditions = forms.CharField(
        label=_("On what conditions"), max_length=200, required=False
    )
    from_day = forms.DateField(
        label=_("From the day"), widget=DATE, validators=[not_too_far]
    )

    def clean_code(self) -> str:
        """One word: the list is searched by it, and plans name the item by it."""
        code: str = self.cleaned_data["code"]
        if " " in code:
            raise forms.ValidationError(_("A code has no spaces in it."))
        return code

    def told(self) -> Price:
        cleaned: dict[str, Any] = dict(self.cleaned_data)
        cleaned.pop("from_day")
        return Price(price_fen=fen_of(cleaned.pop("price")), **cleaned)
