"""The shape of what a desk sends about an appointment; the verbs decide the rest."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from renxin.booking import clock
from renxin.booking.kinds import Asked, Coming, How, Why
from renxin.booking.models import Service
from renxin.booking.models.service import LONGEST_MINUTES
from renxin.booking.refusals import NoLength, TooLong
from renxin.booking.terms import Place, Terms
from renxin.clinics.ahead import not_too_far
from renxin.clinics.models import Chair, Clinic, Equipment
from renxin.staff.models import Post, Staff

MISSED_BECAUSE = (Why.FORGOT, Why.ILL, Why.TRANSPORT, Why.FEAR, Why.COST, Why.UNKNOWN)


def at_clinic(clinic: Clinic) -> Any:
    """Everyone who works at the clinic, or everywhere, or is about to."""
    posts = Post.objects.at(clinic).not_ended_by(clinic.day_of(timezone.now()))
    return Staff.objects.filter(pk__in=posts.values("staff"), is_active=True)


class TimeForm(forms.Form):
    """A day and a time on the clinic's clock, and how long."""

    day = forms.DateField(
        label=_("Day"),
        validators=[not_too_far],
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )
    clock = forms.TimeField(
        label=_("Time"), widget=forms.TimeInput({"type": "time"}, format="%H:%M")
    )
    minutes = forms.IntegerField(
        label=_("Minutes"),
        min_value=1,
        max_value=LONGEST_MINUTES,
        error_messages={
            "min_value": NoLength.sentence,
            "max_value": TooLong.sentence,
        },
        widget=forms.NumberInput({"inputmode": "numeric", "step": 5}),
    )

    def __init__(self, *args: Any, clinic: Clinic, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.clinic = clinic
        for name, queryset in self.choosable().items():
            self.fields[name].queryset = queryset  # type: ignore[attr-defined]

    def choosable(self) -> dict[str, Any]:
        """What may be chosen at this clinic, by the field it is chosen in."""
        return {}

    def starts_at(self) -> datetime:
        cleaned = self.cleaned_data
        return clock.moment(cleaned["day"], cleaned["clock"], self.clinic.zone)


class PlaceForm(TimeForm):
    """With whom, where and with what, besides when."""

    doctor = forms.ModelChoiceField(
        Staff.objects.none(), label=_("Doctor"), required=False
    )
    chair = forms.ModelChoiceField(
        Chair.objects.none(), label=_("Chair"), required=False
    )
    devices = forms.ModelMultipleChoiceField(
        Equipment.objects.none(), label=_("Devices"), required=False
    )
    assistants = forms.ModelMultipleChoiceField(
        Staff.objects.none(), label=_("Assistants"), required=False
    )
    over = forms.CharField(
        label=_("Why it may stand over another"), max_length=200, required=False
    )

    def choosable(self) -> dict[str, Any]:
        people = at_clinic(self.clinic)
        return {
            "doctor": people,
            "assistants": people,
            "chair": Chair.objects.filter(clinic=self.clinic),
            "devices": Equipment.objects.filter(clinic=self.clinic),
        }

    def things(self) -> dict[str, Any]:
        """Of those asked for, only what the form named; the rest stays as it is."""
        cleaned = self.cleaned_data
        named: dict[str, Any] = {
            name: cleaned[name] for name in ("doctor", "chair") if name in self.data
        }
        for name in ("devices", "assistants"):
            if name in self.data:
                named[name] = tuple(cleaned[name])
        return named


class BookingForm(PlaceForm):
    """A new appointment, for a patient found by the field above it."""

    patient = forms.IntegerField(
        error_messages={"required": _("Choose the patient first.")}
    )
    service = forms.ModelChoiceField(
        Service.objects.none(), label=_("What for"), required=False
    )
    kind = forms.ChoiceField(
        label=_("What kind of visit"),
        choices=[("", _("Not known yet")), *Coming.choices],
        required=False,
    )
    note = forms.CharField(label=_("Note"), max_length=200, required=False)

    def choosable(self) -> dict[str, Any]:
        given = Service.objects.filter(ended_on=None).order_by("name", "pk")
        return super().choosable() | {"service": given}

    def place(self) -> Place:
        cleaned = self.cleaned_data
        place = Place(
            clinic=self.clinic,
            starts_at=self.starts_at(),
            minutes=cleaned["minutes"],
            doctor=cleaned["doctor"],
            chair=cleaned["chair"],
            devices=tuple(cleaned["devices"]),
            assistants=tuple(cleaned["assistants"]),
        )
        return place.given(cleaned["service"]) if cleaned["service"] else place

    def terms(self) -> Terms:
        cleaned = self.cleaned_data
        return Terms(
            place=self.place(),
            service=cleaned["service"],
            kind=cleaned["kind"],
            note=cleaned["note"],
            over=cleaned["over"],
        )


class RebookingForm(PlaceForm):
    """The same appointment at another time; a drag names only what it changed."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    asked_by = forms.ChoiceField(
        label=_("At whose wish"),
        choices=Asked.choices,
        required=False,
        initial=Asked.PATIENT,
    )
    reason = forms.CharField(label=_("Why"), max_length=200, required=False)
    # A card dragged from the column of one device to that of another.
    device = forms.ModelChoiceField(Equipment.objects.none(), required=False)
    device_from = forms.ModelChoiceField(Equipment.objects.none(), required=False)

    def choosable(self) -> dict[str, Any]:
        chosen = super().choosable()
        return chosen | dict.fromkeys(("device", "device_from"), chosen["devices"])

    def swapped(self, devices: tuple[Equipment, ...]) -> tuple[Equipment, ...]:
        gone, new = self.cleaned_data["device_from"], self.cleaned_data["device"]
        return (*(one for one in devices if one != gone), new)


class CancellationForm(forms.Form):
    how = forms.ChoiceField(
        label=_("Who calls it off"),
        choices=[
            (How.CANCELLED_BY_PATIENT, _("The patient")),
            (How.CANCELLED_BY_CLINIC, _("We do")),
        ],
        widget=forms.RadioSelect,
        initial=How.CANCELLED_BY_PATIENT,
    )
    why = forms.ChoiceField(label=_("Why"), choices=Why.choices, initial=Why.UNKNOWN)
    note = forms.CharField(
        label=_("What they said about it"), max_length=200, required=False
    )


class AbsenceForm(forms.Form):
    why = forms.ChoiceField(
        label=_("Why, if we know"),
        choices=[(why.value, why.label) for why in MISSED_BECAUSE],
        initial=Why.UNKNOWN,
    )
    note = forms.CharField(
        label=_("What they said about it"), max_length=200, required=False
    )


class KeptForm(TimeForm):
    """Time kept free of patients."""

    what = forms.CharField(widget=forms.HiddenInput)
    purpose = forms.CharField(label=_("What for"), max_length=80)


class ServiceForm(forms.Form):
    """What the house does in one sitting, and what that takes up."""

    name = forms.CharField(label=_("Its name"), max_length=60)
    code = forms.SlugField(
        label=_("Code"),
        max_length=30,
        help_text=_("Letters and digits; imports name the service by it."),
    )
    department_code = forms.SlugField(
        label=_("Code of the department"), max_length=20, required=False
    )
    minutes = forms.IntegerField(
        label=_("Minutes"), min_value=5, max_value=LONGEST_MINUTES, initial=30
    )
    preparation_minutes = forms.IntegerField(
        label=_("Minutes to prepare"), min_value=0, max_value=240, initial=0
    )
    cleanup_minutes = forms.IntegerField(
        label=_("Minutes to clean up"), min_value=0, max_value=240, initial=5
    )
    needs_chair = forms.BooleanField(
        label=_("Takes a chair"), required=False, initial=True
    )
    assistants = forms.IntegerField(
        label=_("Assistants"), min_value=0, max_value=9, initial=0
    )
    device_kind = forms.CharField(
        label=_("Kind of device"), max_length=40, required=False
    )
    is_offered = forms.BooleanField(
        label=_("Patients may book it"), required=False, initial=True
    )
