"""The shape of what the import pages send."""

from dataclasses import replace

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from renxin.clinics.models import Clinic
from renxin.exchange.kinds import Kind, field_of
from renxin.exchange.models import Import
from renxin.exchange.reading.dates import ORDERS
from renxin.exchange.reading.mapping import BadMapping, Mapping

COLUMN = "column-"


class FileForm(forms.Form):
    """A file, and the clinic its rows belong to where they do not say."""

    file = forms.FileField(label=gettext_lazy("File"))


class HowForm(forms.Form):
    """What the rows tell of, where they come from, how they are written."""

    kind = forms.ChoiceField(
        label=gettext_lazy("One row tells of"), choices=Kind.choices
    )
    source = forms.CharField(
        label=gettext_lazy("From which system"),
        max_length=40,
        help_text=gettext_lazy(
            "Files of one system share its name, so that its numbers meet."
        ),
    )
    clinic = forms.ModelChoiceField(
        label=gettext_lazy("Clinic, where a row names none"),
        queryset=Clinic.objects.none(),
        empty_label=None,
    )
    order = forms.ChoiceField(
        label=gettext_lazy("Dates such as 3/5/2026"),
        required=False,
        choices=[
            ("", gettext_lazy("are refused as doubtful")),
            (ORDERS[0], gettext_lazy("day first")),
            (ORDERS[1], gettext_lazy("month first")),
        ],
    )


def columns_said(taken: Import, sent: QueryDict, kind: str) -> dict[str, str]:
    """Which column gives which field, as chosen on the page."""
    columns: dict[str, str] = {}
    for place, heading in enumerate(taken.shape["header"]):
        name = sent.get(f"{COLUMN}{place}", "")
        if not name or field_of(kind, name) is None:
            continue
        if name in columns:
            field = field_of(kind, name)
            raise BadMapping(
                _("“%(one)s” and “%(other)s” cannot both be “%(field)s”.")
                % {
                    "one": columns[name],
                    "other": heading,
                    "field": field.label if field else name,
                }
            )
        columns[name] = heading
    return columns


def layout_said(
    taken: Import, sent: QueryDict, how: HowForm, before: Mapping
) -> Mapping:
    """The mapping the page describes; what only the text can say stays as it was."""
    kind = how.cleaned_data["kind"]
    same = kind == before.kind
    layout = replace(before, kind=kind) if same else Mapping(kind=kind)
    columns = columns_said(taken, sent, kind)
    # One column may stand for two fields; the page shows it once.
    for name, heading in before.columns.items():
        if same and name not in columns and heading in columns.values():
            first = next(n for n, h in columns.items() if h == heading)
            if before.columns.get(first) == heading:
                columns[name] = heading
    return replace(
        layout,
        columns=columns,
        source=how.cleaned_data["source"].strip(),
        order=how.cleaned_data["order"],
    )
