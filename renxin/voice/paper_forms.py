"""The shape of the licence and of certificates, as whoever has them types them in."""

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from renxin.voice.models.ad_certificate import NUMBER, Medium, Paper

DAY = {"type": "date"}


class LicenceForm(forms.Form):
    first_name = forms.CharField(
        label=_("First name"),
        max_length=80,
        help_text=_("As it stands on the licence to practise."),
    )
    departments = forms.CharField(
        label=_("Departments of the licence"),
        max_length=2000,
        help_text=_("As they stand there, one a line."),
        widget=forms.Textarea({"rows": 5}),
    )


class CertificateForm(forms.Form):
    number = forms.CharField(
        label=_("Number of the certificate"),
        max_length=60,
        validators=[RegexValidator(NUMBER, _("Like 医广【2026】第01-02-003号."))],
    )
    first_name = forms.CharField(label=_("First name"), max_length=80)
    runs_in = forms.MultipleChoiceField(
        label=_("Where it may run"),
        choices=Medium.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    issued_on = forms.DateField(label=_("Issued on"), widget=forms.DateInput(DAY))
    expires_on = forms.DateField(label=_("Ends on"), widget=forms.DateInput(DAY))
    sample = forms.CharField(
        label=_("The sample"),
        max_length=2000,
        help_text=_("Word for word: what differs by a sign is not what was reviewed."),
        widget=forms.Textarea({"rows": 5}),
    )

    def paper(self) -> Paper:
        told = dict(self.cleaned_data)
        return Paper(media=told.pop("runs_in"), **told)
