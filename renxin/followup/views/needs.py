"""What a patient comes for: a clinician's word, with its reason."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from renxin.desk import answers as desk_answers
from renxin.desk.access import needs
from renxin.desk.refusal import Refusal
from renxin.followup.forms import NeedForm
from renxin.followup.models import NeedSaid
from renxin.followup.views import answers
from renxin.patients.views.at_hand import patient_at_hand
from renxin.staff.desk import DeskRequest


@require_http_methods(["GET", "POST"])
@needs("patients.see", "needs.say")
def say(request: DeskRequest, pk: int) -> HttpResponse:
    patient = patient_at_hand(request, pk)
    form = NeedForm(request.POST or None)
    context = {"form": form, "patient": patient}
    if not form.is_valid():
        return answers.dialog(request, "_need.html", context)
    told, now = form.cleaned_data, timezone.now()
    clinic, by = request.clinic, request.staff
    try:
        NeedSaid.say(patient, told["need"], told["why"], clinic=clinic, by=by, at=now)
    except Refusal as refusal:
        return answers.dialog(request, "_need.html", context, refusal)
    said = {"title": _("Written down what they come for"), "text": patient.name}
    back = reverse("patients:show", args=[patient.pk])
    news = desk_answers.changed("booking")
    return desk_answers.done(request, "followup/_done.html", said, news=news, back=back)
