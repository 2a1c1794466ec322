"""The shape of a note for the service side."""

from django import forms
from django.utils.translation import gettext_lazy as _


class NoteForm(forms.Form):
    """A word about how to look after somebody."""

    text = forms.CharField(
        label=_("Note"),
        max_length=300,
        widget=forms.Textarea({"rows": 3, "autofocus": True}),
        error_messages={"required": _("Write the note first.")},
    )
