"""The shape of a charge written by hand, and of money given back."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from renxin.desk.money import fen_of
from renxin.visits.charging import LARGEST_YUAN, Item
from renxin.visits.models.charge import Kind


class YuanField(forms.DecimalField):
    """Yuan with at most two decimals, as people type it."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs |= {"max_value": LARGEST_YUAN, "decimal_places": 2, "max_digits": 9}
        kwargs["widget"] = forms.TextInput({"inputmode": "decimal"})
        super().__init__(**kwargs)


class ChargeForm(forms.Form):
    name = forms.CharField(label=_("What for"), max_length=80)
    kind = forms.ChoiceField(
        label=_("What kind"), choices=Kind.choices, initial=Kind.PROCEDURE
    )
    amount = YuanField(label=_("Amount in yuan"), min_value=Decimal(0))
    payer = forms.CharField(label=_("Who pays"), max_length=40)

    def item(self) -> Item:
        told = self.cleaned_data
        return Item(
            name=told["name"],
            kind=told["kind"],
            amount_fen=fen_of(told["amount"]),
            payer=told["payer"],
        )


class RefundForm(forms.Form):
    amount = YuanField(label=_("Amount in yuan"), min_value=Decimal("0.01"))
    reason = forms.CharField(
        label=_("Why it is given back"),
        max_length=200,
        widget=forms.Textarea({"rows": 2}),
    )

    def amount_fen(self) -> int:
        return fen_of(self.cleaned_data["amount"])
