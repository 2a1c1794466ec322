"""The shape of what is written into a plan; the verbs decide the rest."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from renxin.booking.models import Service
from renxin.desk.money import fen_of
from renxin.patients.signing import Signer
from renxin.plans import teeth
from renxin.plans.kinds import End, Instead, Phase, Reason
from renxin.plans.models import PriceItem
from renxin.plans.models.writable import Line
from renxin.staff.models import Staff

MOST, LONGEST_PAUSE = 99, 365
LARGEST_YUAN = Decimal(99_999_999)
NUMBER = {"inputmode": "numeric"}


def yuan(label: Any, *, required: bool = False, hint: Any = "") -> forms.DecimalField:
    return forms.DecimalField(
        label=label,
        required=required,
        min_value=0,
        max_value=LARGEST_YUAN,
        decimal_places=2,
        help_text=hint,
        widget=forms.TextInput({"inputmode": "decimal"}),
    )


def number(label: Any, *, most: int, initial: int, least: int = 1) -> Any:
    return forms.IntegerField(
        label=label,
        min_value=least,
        max_value=most,
        initial=initial,
        widget=forms.NumberInput(NUMBER),
    )


class PlanForm(forms.Form):
    """A new plan: whose, for what, by which doctor."""

    patient = forms.IntegerField(
        error_messages={"required": gettext_lazy("Choose the patient first.")}
    )
    condition = forms.CharField(label=gettext_lazy("For what"), max_length=120)
    doctor = forms.ModelChoiceField(
        label=gettext_lazy("Doctor"), queryset=Staff.objects.none(), empty_label=None
    )

    def __init__(self, *args: Any, doctors: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["doctor"].queryset = doctors  # type: ignore[attr-defined]


class ItemForm(forms.Form):
    """One line of a plan; what is in the published list brings its price along."""

    phase = forms.ChoiceField(label=gettext_lazy("Phase"), choices=Phase)
    name = forms.CharField(
        label=gettext_lazy("Item, or its code in the list"),
        max_length=120,
        widget=forms.TextInput({"list": "published", "autocomplete": "off"}),
    )
    tooth = forms.CharField(
        label=gettext_lazy("Teeth"), max_length=teeth.MOST, required=False
    )
    quantity = number(gettext_lazy("Quantity"), most=MOST, initial=1)
    yuan = yuan(gettext_lazy("Price of one, if not as published"))
    price_reason = forms.CharField(
        label=gettext_lazy("Why another price"), max_length=200, required=False
    )
    sittings = number(gettext_lazy("Sittings"), most=MOST, initial=1)
    minutes = number(gettext_lazy("Minutes each"), most=720, initial=30, least=5)
    every_days = number(
        gettext_lazy("Days from one to the next"), most=LONGEST_PAUSE, initial=7
    )
    service = forms.ModelChoiceField(
        label=gettext_lazy("Booked as"),
        queryset=Service.objects.none(),
        required=False,
        empty_label=gettext_lazy("Not known yet"),
    )

    def __init__(self, *args: Any, prices: Iterable[PriceItem], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.prices = {one.code: one for one in prices}
        given = Service.objects.filter(ended_on=None).order_by("name", "pk")
        self.fields["service"].queryset = given  # type: ignore[attr-defined]

    def clean_tooth(self) -> str:
        written = teeth.written(self.cleaned_data["tooth"])
        if written is None:
            raise forms.ValidationError(
                _("Teeth are written in FDI notation, such as 16 or 16,17.")
            )
        return written

    def line(self) -> Line:
        """With the price of the list, where the item is in it."""
        cleaned = dict(self.cleaned_data)
        typed, asked = cleaned.pop("name"), cleaned.pop("yuan")
        price = self.prices.get(typed.split(" ")[0])
        return Line(
            name=price.name if price else typed[:80],
            price=price,
            unit_price_fen=None if asked is None else fen_of(asked),
            **cleaned,
        )


class WayForm(forms.Form):
    """Another way, or what happens without treatment."""

    kind = forms.ChoiceField(label=gettext_lazy("What else"), choices=Instead)
    text = forms.CharField(
        label=gettext_lazy("In words for the patient"),
        max_length=600,
        widget=forms.Textarea({"rows": 2}),
    )
    price = yuan(gettext_lazy("What it costs"))

    def price_fen(self) -> int | None:
        asked = self.cleaned_data["price"]
        return None if asked is None else fen_of(asked)


class SigningForm(forms.Form):
    """What the patient sends: what they ticked, who they are, what they drew."""

    item = forms.TypedMultipleChoiceField(coerce=int, required=False)
    signer = forms.ChoiceField(
        label=gettext_lazy("Who signs"), choices=Signer, widget=forms.RadioSelect
    )
    name = forms.CharField(label=gettext_lazy("Name of who signs"), max_length=80)
    strokes = forms.CharField(required=False, widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, item_ids: Iterable[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["item"].choices = [  # type: ignore[attr-defined]
            (pk, pk) for pk in item_ids
        ]


class DeclineForm(forms.Form):
    reason = forms.ChoiceField(label=gettext_lazy("Why"), choices=Reason)
    note = forms.CharField(
        label=gettext_lazy("In their words"), max_length=200, required=False
    )


class EndForm(forms.Form):
    how = forms.ChoiceField(label=gettext_lazy("How it ended"), choices=End)
    reason = forms.CharField(
        label=gettext_lazy("Why, if it stops"), max_length=200, required=False
    )
