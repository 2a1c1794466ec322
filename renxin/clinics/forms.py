"""The shape of what people type about a clinic and what stands in it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from renxin.clinics.models.clinic import known_zone


class ClinicForm(forms.Form):
    """A site of the house."""

    name = forms.CharField(label=_("Name of the clinic"), max_length=80)
    short_name = forms.CharField(
        label=_("Short name"), max_length=20, help_text=_("As staff say it: 东院.")
    )
    code = forms.SlugField(
        label=_("Code"),
        max_length=20,
        help_text=_("Letters and digits; imports name the clinic by it."),
    )
    zone = forms.CharField(
        label=_("Time zone"),
        max_length=40,
        initial="Asia/Shanghai",
        validators=[known_zone],
    )
    phone = forms.CharField(
        label=_("Phone"),
        max_length=30,
        required=False,
        help_text=_("Patients ring this number from their page and from messages."),
    )
    address = forms.CharField(label=_("Address"), max_length=120, required=False)


class PlaceForm(forms.Form):
    """A department, chair or device."""

    name = forms.CharField(label=_("Its name"), max_length=40)
