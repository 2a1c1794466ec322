"""Something urgent to one patient: a named person has it said at any hour."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from renxin.desk.access import needs
from renxin.desk.refusal import Refusal
from renxin.patients.views.at_hand import patient_at_hand
from renxin.staff.desk import DeskRequest
from renxin.voice.kinds import URGES
from renxin.voice.outbox import urging
from renxin.voice.tasks import send_now
from renxin.voice.urgent_form import UrgentForm


@require_http_methods(["GET", "POST"])
@needs(URGES)
def create(request: DeskRequest, pk: int) -> HttpResponse:
    patient, at = patient_at_hand(request, pk), timezone.now()
    form = UrgentForm(request.POST or None, at=at)
    context = {"patient": patient, "form": form}
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "voice/urgent.html", context, status=status)
    told = {"why": form.cleaned_data["why"], "by": request.staff, "at": at}
    topic, clinic = form.cleaned_data["topic"], request.clinic
    try:
        message = urging.say(patient, topic, clinic=clinic, **told)
    except Refusal as refusal:
        context["refusal"] = refusal
        status = int(refusal.status)
        return render(request, "voice/urgent.html", context, status=status)
    send_now.defer(pk=message.pk)
    return redirect("patients:show", pk)
