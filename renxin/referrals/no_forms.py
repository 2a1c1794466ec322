"""A no, in each of the four ways in which it goes on for the patient."""

from abc import abstractmethod
from datetime import datetime
from typing import Any

from django import forms
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from renxin.booking.models import Appointment
from renxin.promises import keepers
from renxin.promises.forms import WhenForm, keep_choices
from renxin.promises.kinds import Kind
from renxin.promises.terms import Terms
from renxin.referrals.asking import Expected, No, Onward, Promised, Stays
from renxin.referrals.forms import ToForm
from renxin.referrals.kinds import Why
from renxin.referrals.models import Referral
from renxin.referrals.offered import offered
from renxin.referrals.refusals import NoReason
from renxin.staff.models import Staff


class NoForm(forms.Form):
    """Why, in a code and in words; how it goes on is each one's own."""

    why = forms.ChoiceField(label=_("Why not"), choices=Why.choices)
    words = forms.CharField(
        label=_("In words, for the sender"),
        max_length=200,
        error_messages={"required": NoReason.sentence},
    )

    @abstractmethod
    def instead(self) -> Onward | Expected | Stays | Promised: ...

    def no(self) -> No:
        cleaned = self.cleaned_data
        return No(
            why=Why(cleaned["why"]), words=cleaned["words"], instead=self.instead()
        )


class StaysForm(WhenForm, NoForm):
    def instead(self) -> Stays:
        return Stays(self.cleaned_data["due_at"])


class OnwardForm(ToForm, NoForm):
    def instead(self) -> Onward:
        return Onward(self.target())


class ExpectedForm(NoForm):
    appointment = forms.ModelChoiceField(
        Appointment.objects.none(),
        label=_("Their appointment"),
        error_messages={"required": _("They have none: choose another next step.")},
    )

    def __init__(self, *args: Any, coming: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["appointment"]
        choice.queryset = coming
        choice.empty_label = None
        choice.label_from_instance = _told

    def instead(self) -> Expected:
        return Expected(self.cleaned_data["appointment"])


class PromisedForm(WhenForm, NoForm):
    what = forms.CharField(label=_("What is promised to them"), max_length=120)
    owner = forms.ChoiceField(label=_("Who owes it"))

    def __init__(self, *args: Any, keep: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = keep  # type: ignore[attr-defined]

    def instead(self) -> Promised:
        owner = keepers.chosen(self.cleaned_data["owner"])
        is_person = isinstance(owner, Staff)
        return Promised(
            Terms(
                kind=Kind.OTHER,
                what=self.cleaned_data["what"],
                why=self.cleaned_data["words"],
                due_at=self.cleaned_data["due_at"],
                owner=owner if isinstance(owner, Staff) else None,
                owner_role="" if is_person else str(owner),
            )
        )


WAYS = {
    "stays": (pgettext_lazy("instead", "Stays with the sender"), StaysForm),
    "onward": (pgettext_lazy("instead", "Somebody else sees them"), OnwardForm),
    "expected": (pgettext_lazy("instead", "They have an appointment"), ExpectedForm),
    "promised": (pgettext_lazy("instead", "We promise something"), PromisedForm),
}


def no_form(way: str, data: Any, referral: Referral, *, by: Staff, at: datetime) -> Any:
    """The form of one way, with what may be chosen in it."""
    form = WAYS[way][1]
    clinic = referral.answers_at
    if form is OnwardForm:
        return OnwardForm(data, offered=offered(clinic, by=by, at=at))
    if form is ExpectedForm:
        coming = Appointment.objects.due().after(at).visible_to(by)
        theirs = coming.filter(patient__in=referral.patient.kept().record_ids())
        ordered = theirs.select_related("doctor", "clinic").order_by("starts_at", "pk")
        return ExpectedForm(data, coming=ordered)
    when: dict[str, Any] = {"now": at, "zone": clinic.zone}
    if form is PromisedForm:
        return PromisedForm(data, keep=keep_choices(clinic, me=by, now=at), **when)
    return StaysForm(data, **when)


def _told(appointment: Appointment) -> str:
    when = f"{localtime(appointment.starts_at):%m-%d %H:%M}"
    who = appointment.doctor.name if appointment.doctor else appointment.doctor_name
    parts = (when, who, appointment.service_name)
    return "·".join(part for part in parts if part)
