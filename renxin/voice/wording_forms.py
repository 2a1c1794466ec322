"""The shape of wordings written, looked over and withdrawn."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from renxin.staff.roles import Role
from renxin.voice.kinds import ChannelKind
from renxin.voice.law import Surface
from renxin.voice.models.wording import TOPIC
from renxin.voice.models.wording_version import LONGEST, Draft
from renxin.voice.refusals import WhyMissing


class WordsForm(forms.Form):
    """The words in both languages, and how long they hold."""

    zh = forms.CharField(
        label=_("In Chinese"),
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 7, "autofocus": True}),
    )
    en = forms.CharField(
        label=_("In English"), max_length=LONGEST, widget=forms.Textarea({"rows": 7})
    )
    expires_on = forms.DateField(
        label=_("Holds until"),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )
    after = forms.IntegerField(min_value=0, max_value=9999, widget=forms.HiddenInput)

    def draft(self) -> Draft:
        told = self.cleaned_data
        return Draft(told["zh"], told["en"], told["expires_on"])


class TopicForm(WordsForm):
    """A topic the house did not come with, and its first words."""

    topic = forms.CharField(
        label=_("Code of the topic"),
        max_length=40,
        validators=[RegexValidator(TOPIC, _("Capital letters, digits and _ only."))],
        help_text=_("As protocols name it, like OWN_GREETING."),
    )
    channel = forms.ChoiceField(label=_("Channel"), choices=ChannelKind.choices)
    surface = forms.ChoiceField(
        label=_("Where it is said"), choices=Surface.choices, initial=Surface.SVC
    )
    role = forms.ChoiceField(
        label=_("Who says it"), choices=[("", "–"), *Role.choices], required=False
    )
    title_zh = forms.CharField(
        label=_("Title, in Chinese"),
        max_length=60,
        widget=forms.TextInput({"autofocus": True}),
    )
    title_en = forms.CharField(label=_("Title, in English"), max_length=80)

    field_order = ("title_zh", "title_en", "topic", "channel", "surface", "role")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["zh"].widget.attrs.pop("autofocus", None)

    def told(self) -> dict[str, Any]:
        names = ("topic", "channel", "surface", "role", "title_zh", "title_en")
        return {name: self.cleaned_data[name] for name in names}


class WhyForm(forms.Form):
    why = forms.CharField(
        label=_("Why"),
        max_length=300,
        error_messages={"required": WhyMissing.sentence},
        widget=forms.Textarea({"rows": 2, "autofocus": True}),
    )
