"""The shape of what a desk sends about a promise; the verbs decide the rest."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from renxin.clinics.models import Clinic
from renxin.promises import keepers
from renxin.promises.kinds import Kind
from renxin.promises.refusals import NotAhead
from renxin.promises.terms import Terms
from renxin.promises.windows import Quick, quick
from renxin.staff.models import Staff

OTHER = "OTHER"
LOCAL = "%Y-%m-%dT%H:%M"
FURTHEST = timedelta(days=3652)  # what is put off further is put away


class WhenForm(forms.Form):
    """A time that is still to come: one of the quick ones, or another."""

    when = forms.CharField(required=False)
    due_at = forms.DateTimeField(
        label=_("Another day and time"),
        required=False,
        input_formats=[LOCAL],
        widget=forms.DateTimeInput({"type": "datetime-local"}, format=LOCAL),
    )

    def __init__(self, *args: Any, now: datetime, zone: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now
        self.choices: list[Quick] = quick(now, zone)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        times = {one.code: one.due_at for one in self.choices}
        due_at = times.get(cleaned.get("when", "")) or cleaned.get("due_at")
        if due_at is not None:
            self._check_ahead(due_at)
        elif not self.has_error("due_at"):
            self.add_error("due_at", _("Say by when."))
        cleaned["due_at"] = due_at
        return cleaned

    def _check_ahead(self, due_at: datetime) -> None:
        if due_at <= self.now:
            self.add_error("due_at", NotAhead.sentence)
        elif due_at > self.now + FURTHEST:
            self.add_error("due_at", _("Choose a day within the next ten years."))


class DeferralForm(WhenForm):
    reason = forms.CharField(
        label=_("What they said about it"), max_length=200, required=False
    )


class EndingForm(forms.Form):
    way = forms.CharField(max_length=20)
    said = forms.CharField(max_length=200, required=False)


class ReleaseForm(forms.Form):
    """A promise that is let go, or owned up to, outside the keys of its kind."""

    how = forms.ChoiceField(
        label=_("How it ends"),
        choices=[("release", _("Let it go")), ("break", _("We did not keep it"))],
    )
    reason = forms.CharField(label=_("Why"), max_length=200)


class HandoverForm(forms.Form):
    to = forms.ChoiceField(label=_("To whom"), widget=forms.Select({"autofocus": True}))
    reason = forms.CharField(label=_("Why"), max_length=200, required=False)

    def __init__(self, *args: Any, keep: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = keep  # type: ignore[attr-defined]


class PromiseForm(WhenForm):
    """A new promise, for a patient found by the field above it."""

    patient = forms.IntegerField(
        error_messages={"required": _("Choose the patient first.")}
    )
    what = forms.CharField(label=_("What was promised"), max_length=120)
    kind = forms.ChoiceField(
        label=_("What sort of thing"), choices=Kind.choices, initial=Kind.CALL
    )
    owner = forms.ChoiceField(label=_("Who owes it"))
    why = forms.CharField(label=_("Why"), max_length=200, required=False)
    words = forms.CharField(
        label=_("The words to say"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
    )

    field_order = ["patient", "what", "kind", "when", "due_at", "owner", "why", "words"]

    def __init__(self, *args: Any, keep: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = keep  # type: ignore[attr-defined]

    def terms(self) -> Terms:
        cleaned = self.cleaned_data
        owner = keepers.chosen(cleaned["owner"])
        return Terms(
            kind=cleaned["kind"],
            what=cleaned["what"],
            why=cleaned["why"],
            words=cleaned["words"],
            due_at=cleaned["due_at"],
            owner=owner if isinstance(owner, Staff) else None,
            owner_role="" if isinstance(owner, Staff) else owner,
        )


def keep_choices(clinic: Clinic, *, me: Staff, now: datetime) -> list[tuple[str, str]]:
    return list(keepers.choices(clinic, me=me, on=clinic.day_of(now)))
