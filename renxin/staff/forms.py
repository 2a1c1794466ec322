"""The shape of what people type into the staff pages, and nothing else."""

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from renxin.clinics.models import Clinic
from renxin.staff.models import Staff
from renxin.staff.models.staff import Language
from renxin.staff.roles import Role


class PasswordForm(forms.Form):
    """Choosing a password of one's own."""

    password = forms.CharField(
        label=_("Password"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least 12 characters; a sentence is easier than a riddle."),
        strip=False,
    )
    again = forms.CharField(
        label=_("Password once more"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        strip=False,
    )

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password)
        return password

    def clean(self) -> dict[str, object]:
        given = super().clean() or {}
        if given.get("password") and given["password"] != given.get("again"):
            self.add_error("again", _("The two are not the same; type them again."))
        return given


class PersonForm(forms.Form):
    """Someone who works here."""

    name = forms.CharField(label=_("Name"), max_length=40)
    username = forms.RegexField(
        r"^[a-zA-Z0-9._-]+$",
        label=_("Sign-in name"),
        max_length=40,
        help_text=_("Letters, digits, dot and dash."),
        error_messages={"invalid": _("Use letters, digits, dots and dashes only.")},
    )
    language = forms.ChoiceField(
        label=_("Language"), choices=Language.choices, initial=Language.ZH_HANS
    )

    def clean_username(self) -> str:
        username: str = self.cleaned_data["username"]
        if Staff.objects.filter(username__iexact=username).exists():
            raise ValidationError(
                _("%(name)s is taken; choose another sign-in name."),
                params={"name": username},
            )
        return username


class FirstPersonForm(PersonForm, PasswordForm):
    """The first clinic and the first person of an empty house."""

    field_order = [
        "clinic_name",
        "short_name",
        "name",
        "username",
        "language",
        "password",
        "again",
    ]
    clinic_name = forms.CharField(label=_("Name of the clinic"), max_length=80)
    short_name = forms.CharField(label=_("Short name"), max_length=20)


class PostForm(forms.Form):
    """A role at a clinic, or in the whole house."""

    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    clinic = forms.ModelChoiceField(
        label=_("Clinic"),
        queryset=Clinic.objects.none(),
        required=False,
        empty_label=_("The whole house"),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["clinic"].queryset = Clinic.objects.order_by("pk")  # type: ignore[attr-defined]
