from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

import pulse
from renxin.promises.kinds import RINGS, Kind
from renxin.scorecard.models.fairness_review import Finding

MOST_A_DAY = 200
A_DAY = 30
MOST_PERCENT = 99


class GoalForm(forms.Form):
    """A goal told in percent; nothing in it withdraws the goal."""

    percent = forms.DecimalField(
        label=gettext_lazy("Goal, %"),
        required=False,
        min_value=0,
        max_value=100,
        max_digits=5,
        decimal_places=2,
    )
    why = forms.CharField(label=gettext_lazy("Why"), required=False, max_length=200)


class FindingForm(forms.Form):
    """What a look into the cases found, in a code to be counted and in words."""

    found = forms.ChoiceField(
        label=gettext_lazy("What was found"),
        choices=Finding.choices,
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=gettext_lazy("In a few words"),
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("The matter, not the person; no names."),
    )


class PromisingForm(forms.Form):
    """What to promise to the people chosen from a list, and from which day on."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What sort of thing"),
        choices=[(kind.value, kind.label) for kind in Kind if kind in RINGS],
    )
    what = forms.CharField(label=gettext_lazy("What is promised"), max_length=120)
    words = forms.CharField(
        label=gettext_lazy("The words to say"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1_000,
        required=False,
    )
    first_on = forms.DateField(
        label=gettext_lazy("From this day on"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    a_day = forms.IntegerField(
        label=gettext_lazy("At most a day"), min_value=1, max_value=MOST_A_DAY
    )

    @staticmethod
    def proposal(*, today: date) -> dict[str, Any]:
        return {
            "kind": Kind.WIN_BACK,
            "what": _("Ask why they have not come"),
            "words": _(
                "We have not seen you for a while and wanted to ask how you are. Was"
                " there something about your last visit that we should know?"
            ),
            "first_on": today + timedelta(days=1),
            "a_day": A_DAY,
        }


class PlanForm(forms.Form):
    """What is to be known of a protocol, and who there is to learn it from."""

    base = forms.DecimalField(
        label=gettext_lazy("Come back by themselves, %"),
        min_value=1,
        max_value=99,
        max_digits=4,
        decimal_places=1,
    )
    change = forms.DecimalField(
        label=gettext_lazy("More that would matter, in points"),
        min_value=Decimal("0.5"),
        max_value=50,
        max_digits=4,
        decimal_places=1,
    )
    people = forms.IntegerField(
        label=gettext_lazy("Patients a month"), min_value=1, max_value=1_000_000
    )
    held = forms.IntegerField(
        label=gettext_lazy("Held out, %"), min_value=5, max_value=50
    )

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        base, change = told.get("base"), told.get("change")
        if base and change and base + change > MOST_PERCENT:
            self.add_error("change", _("More than everybody cannot come."))
        return told

    def plan(self, *, rho: float) -> pulse.Plan:
        """With what the visits of last year spare, as measured here."""
        told = self.cleaned_data
        return pulse.Plan(
            base=float(told["base"]) / 100,
            change=float(told["change"]) / 100,
            per_month=told["people"],
            held=told["held"] / 100,
            rho=rho,
        )
