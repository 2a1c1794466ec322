"""Advice as it was given: on paper, and beside the patient."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from renxin.advice import patient_panel
from renxin.advice.views import answers
from renxin.desk.access import needs
from renxin.patients.models.patient import PatientQuerySet
from renxin.patients.views.at_hand import patient_at_hand, viewing_of
from renxin.staff.desk import DeskRequest


@require_GET
@needs("advice.see", "patients.see")
def show(request: DeskRequest, pk: int) -> HttpResponse:
    """One sheet, in the language it was given in."""
    given = answers.given_at_hand(request, pk)
    context = {
        "given": given,
        "said": given.said(),
        "patient": given.visit.patient.kept(),
        "at": given.visit.clinic,
        "may_give": request.staff.may("advice.give") and not given.taken_back_at,
    }
    return render(request, "advice/given.html", context)


@require_GET
@needs("advice.see", "patients.see")
def of_patient(request: DeskRequest, pk: int) -> HttpResponse:
    """What was given lately, as the patient's page shows it."""
    patient = patient_at_hand(request, pk, PatientQuerySet.with_records)
    told = patient_panel.told(viewing_of(request, patient))
    return render(request, "advice/_of_patient.html", {"panel": told})
