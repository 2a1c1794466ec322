"""Taking a patient off a protocol, with the reason."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from renxin.desk.access import needs
from renxin.desk.refusal import Refusal
from renxin.patients.views.at_hand import patient_at_hand
from renxin.protocols.forms import WhyForm
from renxin.protocols.models import ProtocolEnrolment, ProtocolStop
from renxin.protocols.models.protocol_enrolment import PUTS_ON
from renxin.staff.desk import DeskRequest
from renxin.staff.reach import within


@require_http_methods(["GET", "POST"])
@needs("protocols.put_on", "patients.see")
def take_off(request: DeskRequest, pk: int) -> HttpResponse:
    """For what nothing in the house tells of: they moved away, or it is not right."""
    theirs = ProtocolEnrolment.objects.select_related("patient", "version", "protocol")
    enrolment = get_object_or_404(theirs.filter(within(request.staff, PUTS_ON)), pk=pk)
    patient = patient_at_hand(request, enrolment.patient.kept().pk)
    form, status, refusal = WhyForm(request.POST or None), 200, None
    if form.is_valid():
        why, now = form.cleaned_data["why"], timezone.now()
        try:
            ProtocolStop.take_off(enrolment, why=why, by=request.staff, at=now)
            return redirect("patients:show", patient.pk)
        except Refusal as said:
            refusal = said
    if form.is_bound:
        status = refusal.status if refusal else 422
    context = {"enrolment": enrolment, "patient": patient, "form": form}
    context["refusal"] = refusal
    return render(request, "protocols/take_off.html", context, status=status)
