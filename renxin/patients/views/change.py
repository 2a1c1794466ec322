"""Changing a record, and what happens when two people change it at once."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from renxin.desk.access import needs
from renxin.desk.refusal import Stale
from renxin.patients import glance
from renxin.patients.forms import ChangeForm
from renxin.patients.lifetime import NotALife
from renxin.patients.models import Concern, Patient, Reach
from renxin.patients.views.at_hand import patient_at_hand
from renxin.staff.desk import DeskRequest, go_to


@dataclass(frozen=True)
class Difference:
    """One field in which what I typed and what is on file now are not the same."""

    name: str
    label: str
    mine: str
    theirs: str
    mine_shown: str
    theirs_shown: str
    is_mine_newer: bool


@require_http_methods(["GET", "POST"])
@needs("patients.edit")
def update(request: DeskRequest, pk: int) -> HttpResponse:
    patient = patient_at_hand(request, pk, glance.at_a_glance)
    if request.method == "GET":
        return _page(request, patient, ChangeForm.of(patient))
    form = ChangeForm(_chosen(request))
    if not form.is_valid():
        return _page(request, patient, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    seen = form.cleaned_data["version"]
    try:
        patient.revise(
            form.changes(), expected=seen, by=request.staff, at=timezone.now()
        )
    except Stale as stale:
        patient = patient_at_hand(request, pk)
        return _compared(request, patient, form, stale)
    except NotALife as refusal:
        form.add_error(refusal.field, str(refusal))
        return _page(request, patient, form, refusal.status)
    return go_to(request, reverse("patients:show", args=[pk]))


def _chosen(request: DeskRequest) -> dict[str, str]:
    """What was typed; from the comparison, of each pair the side that was chosen."""
    typed = request.POST.dict()
    for name in ChangeForm.CHANGES:
        if typed.get(f"side_{name}") == "theirs":
            typed[name] = typed.get(f"theirs_{name}", "")
    return {name: str(value) for name, value in typed.items()}


def _compared(
    request: DeskRequest, patient: Patient, form: ChangeForm, stale: Stale
) -> HttpResponse:
    before = patient.as_of(form.cleaned_data["version"])
    differences = [
        _difference(form, patient, before, name)
        for name, mine in form.changes().items()
        if mine != getattr(patient, name)
    ]
    context = {
        "patient": patient,
        "differences": differences,
        "same": [
            (name, _typed(mine))
            for name, mine in form.changes().items()
            if mine == getattr(patient, name)
        ],
        "refusal": stale,
    }
    return _shown(request, "compare", context, stale.status)


def _difference(
    form: ChangeForm, patient: Patient, before: Any, name: str
) -> Difference:
    mine, theirs = form.cleaned_data[name], getattr(patient, name)
    return Difference(
        name=name,
        label=str(form.fields[name].label),
        mine=_typed(mine),
        theirs=_typed(theirs),
        mine_shown=_shown_as(form, name, mine),
        theirs_shown=_shown_as(form, name, theirs),
        is_mine_newer=before is None or mine != getattr(before, name),
    )


def _typed(value: Any) -> str:
    return "" if value is None else str(value)


def _shown_as(form: ChangeForm, name: str, value: Any) -> str:
    """A choice by its label, anything else as it stands."""
    choices = getattr(form.fields[name], "choices", None)
    return str(dict(choices).get(value, value)) if choices else _typed(value)


def _page(
    request: DeskRequest, patient: Patient, form: ChangeForm, status: int = 200
) -> HttpResponse:
    context = {
        "patient": patient,
        "form": form,
        "phones": glance.phones(patient),
        "whoses": Reach.Whose.choices,
        "concerns": list(patient.concerns.open().order_by("at")),
        "concern_kinds": Concern.Kind.choices,
    }
    return _shown(request, "edit", context, status)


def _shown(
    request: DeskRequest, name: str, context: dict[str, Any], status: int
) -> HttpResponse:
    part = "_" if request.htmx else ""
    template = f"patients/{part}{name}.html"
    return render(request, template, context, status=status)
