"""The shape of something urgent: which words, and why they cannot wait."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from renxin.voice.outbox import urging
from renxin.voice.refusals import WhyMissing


class UrgentForm(forms.Form):
    topic = forms.ChoiceField(label=_("What is said"))
    why = forms.CharField(
        label=_("Why it cannot wait"),
        max_length=200,
        error_messages={"required": WhyMissing.sentence},
        widget=forms.Textarea({"rows": 2}),
    )

    def __init__(self, told: Any = None, *, at: datetime) -> None:
        super().__init__(told)
        topic = self.fields["topic"]
        topic.choices = urging.topics(at=at)  # type: ignore[attr-defined]
