"""Numbers that were called wrong, and saying that one is right after all."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from renxin.desk.access import needs
from renxin.desk.refusal import Refusal
from renxin.followup.desk import righting
from renxin.followup.forms import RightForm
from renxin.followup.models import WrongNumber
from renxin.followup.rooms import rooms_of
from renxin.followup.views import answers
from renxin.patients.views.at_hand import patient_at_hand
from renxin.staff.desk import DeskRequest

SHOWN = 50


@require_GET
@needs("calls.make", "patients.see")
def index(request: DeskRequest) -> HttpResponse:
    """The latest first; the numbers are masked."""
    marks = WrongNumber.objects.standing().visible_to(request.staff)
    told = marks.select_related("patient", "contact_point", "by")
    context = {
        "rooms": rooms_of(request.staff),
        "wrongs": list(told.order_by("-at", "-pk")[:SHOWN]),
        "may_right": request.staff.may("patients.edit"),
    }
    part = "_wrong.html" if request.htmx else "wrong.html"
    return render(request, f"followup/{part}", context)


@require_http_methods(["GET", "POST"])
@needs("calls.make", "patients.see", "patients.edit")
def right(request: DeskRequest, pk: int) -> HttpResponse:
    marks = WrongNumber.objects.visible_to(request.staff)
    wrong: WrongNumber = get_object_or_404(
        marks.select_related("contact_point", "by"), pk=pk
    )
    wrong.patient = patient_at_hand(request, wrong.patient_id)
    form, now = RightForm(request.POST or None), timezone.now()
    context = {"form": form, "wrong": wrong}
    if not form.is_valid():
        return answers.dialog(request, "_right.html", context)
    try:
        righting.right(wrong, form.cleaned_data["why"], by=request.staff, at=now)
    except Refusal as refusal:
        return answers.dialog(request, "_right.html", context, refusal)
    said = _("Rung again from now on")
    return answers.done(request, said, wrong.patient.name, "followup:wrong")
