"""The doctor who stays with a patient, as the patient chooses at the desk."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from renxin.desk.access import needs
from renxin.desk.refusal import Refusal
from renxin.desk.typed import number_in
from renxin.patients.models import DoctorOfRecord
from renxin.patients.views.at_hand import patient_at_hand
from renxin.staff.desk import DeskRequest, go_to
from renxin.staff.doctors import doctors_at


class NotADoctor(Refusal):
    """Whoever was named works nowhere here as a doctor."""


@require_http_methods(["GET", "POST"])
@needs("patients.edit")
def create(request: DeskRequest, pk: int) -> HttpResponse:
    patient, now = patient_at_hand(request, pk), timezone.now()
    doctors = doctors_at(request.clinic, request.clinic.day_of(now))
    if request.method == "POST":
        named = number_in(request.POST.get("doctor", ""))
        doctor = doctors.filter(pk=named or 0).first()
        if doctor is None:
            raise NotADoctor(_("Choose one of the doctors who work here."))
        DoctorOfRecord.choose(patient, doctor, by=request.staff, at=now)
        return go_to(request, reverse("patients:show", args=[pk]))
    chosen = DoctorOfRecord.objects.of(patient.record_ids())
    context = {"patient": patient, "chosen": chosen, "doctors": doctors}
    return render(request, "patients/doctor.html", context)
