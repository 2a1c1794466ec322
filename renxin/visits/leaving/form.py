"""The shape of a departure: what comes next, in one go, or why nothing does."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from renxin.booking.models import Appointment
from renxin.staff.roles import Role
from renxin.visits.kinds import AT_THE_DOOR, BY_HAND, Next, WhyNotBack, WhyNothing
from renxin.visits.terms import Leaving, Step

MONTHS = (1, 3, 6, 12)
DAYS = (1, 3, 7)
OWNERS = (Role.CARE, Role.DOCTOR, Role.ASSISTANT, Role.GREETER)


@dataclass(frozen=True)
class Preset:
    """A day that is one press away."""

    day: date
    label: str


def in_months(today: date) -> list[Preset]:
    return [
        Preset(
            _months_on(today, n), ngettext("%(n)s month", "%(n)s months", n) % {"n": n}
        )
        for n in MONTHS
    ]


def in_days(today: date) -> list[Preset]:
    return [
        Preset(
            today + timedelta(days=n),
            _("Tomorrow")
            if n == 1
            else ngettext("%(n)s day", "%(n)s days", n) % {"n": n},
        )
        for n in DAYS
    ]


def _months_on(today: date, months: int) -> date:
    """The same day of that month, or its last one."""
    years, month = divmod(today.month - 1 + months, 12)
    first = today.replace(year=today.year + years, month=month + 1, day=1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return first.replace(day=min(today.day, last.day))


class DepartureForm(forms.Form):
    """The next step, and why it was not agreed in the doctor's room."""

    kind = forms.ChoiceField(choices=Next.choices, required=False)
    appointment = forms.ModelChoiceField(Appointment.objects.none(), required=False)
    recall_on = forms.DateField(required=False)
    recall_other = forms.DateField(required=False)
    what = forms.CharField(max_length=160, required=False)
    promise_on = forms.DateField(required=False)
    promise_other = forms.DateField(required=False)
    owner_role = forms.ChoiceField(
        choices=[(one, one.label) for one in OWNERS], required=False
    )
    why_nothing = forms.ChoiceField(
        choices=[("", ""), *(one for one in WhyNothing.choices if one[0] in BY_HAND)],
        required=False,
    )
    note = forms.CharField(max_length=200, required=False)
    why_not_back = forms.ChoiceField(
        label=gettext_lazy("Why not back to the doctor"),
        choices=[
            ("", gettext_lazy("Choose why")),
            *(one for one in WhyNotBack.choices if one[0] in AT_THE_DOOR),
        ],
        required=False,
    )
    why_not_note = forms.CharField(max_length=200, required=False)

    def __init__(
        self, *args: Any, appointments: Iterable[Appointment], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["appointment"].queryset = appointments  # type: ignore[attr-defined]

    def leaving(self) -> Leaving:
        told = self.cleaned_data
        return Leaving(
            step=self._step(),
            why_not_back=told["why_not_back"],
            note=told["why_not_note"],
        )

    def _step(self) -> Step:
        told, kind = self.cleaned_data, self.cleaned_data["kind"]
        if kind == Next.APPOINTMENT:
            return Step(kind=kind, appointment=told["appointment"])
        if kind == Next.RECALL:
            return Step(kind=kind, due_on=told["recall_on"] or told["recall_other"])
        if kind == Next.PROMISE:
            return Step(
                kind=kind,
                due_on=told["promise_on"] or told["promise_other"],
                what=told["what"],
                owner_role=told["owner_role"],
            )
        return Step(kind=kind, why_nothing=told["why_nothing"], note=told["note"])
