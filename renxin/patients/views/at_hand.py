"""The patient a request is about, fetched from those this person may see."""

from collections.abc import Callable

from django.shortcuts import get_object_or_404
from django.utils import timezone

from renxin.patients.models import Enrolment, Patient
from renxin.patients.models.patient import PatientQuerySet
from renxin.patients.page import Viewing
from renxin.staff.desk import DeskRequest, rights_asked


def as_they_are(patients: PatientQuerySet) -> PatientQuerySet:
    return patients


def patient_at_hand(
    request: DeskRequest,
    pk: int,
    fetched: Callable[[PatientQuerySet], PatientQuerySet] = as_they_are,
) -> Patient:
    """Enrolled where they hold what the view asks for, wherever they sit just now."""
    visible = Patient.objects.visible_to(request.staff)
    for right in rights_asked(request):
        held = request.staff.clinics_with(right)
        if held is not None:
            there = Enrolment.objects.filter(clinic__in=held)
            visible = visible.filter(pk__in=there.values("patient"))
    return get_object_or_404(fetched(visible), pk=pk)


def viewing_of(request: DeskRequest, patient: Patient) -> Viewing:
    return Viewing(
        patient=patient,
        record_ids=patient.record_ids(),
        staff=request.staff,
        clinic=request.clinic,
        at=timezone.now(),
    )
