"""Somebody is here: greeted, with a number, and on the board."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from renxin.desk.access import needs
from renxin.desk.refusal import Refusal
from renxin.desk.typed import number_in
from renxin.patients import finder
from renxin.patients.models import Patient
from renxin.staff.desk import DeskRequest
from renxin.visits.forms import GreetingForm
from renxin.visits.kinds import Urgency
from renxin.visits.line import mistaken
from renxin.visits.line.greeting import greet
from renxin.visits.views import answers

FOUND = 6


@require_http_methods(["GET", "POST"])
@needs("visits.move")
def create(request: DeskRequest) -> HttpResponse:
    form = GreetingForm(request.POST or None, clinic=request.clinic)
    if not form.is_valid():
        return _asked(request, form)
    mine = Patient.objects.visible_to(request.staff)
    patient = get_object_or_404(mine, pk=form.cleaned_data["patient"])
    try:
        visit = greet(
            patient,
            request.clinic,
            form.coming(),
            by=request.staff,
            at=timezone.now(),
        )
    except Refusal as refusal:
        return _asked(request, form, refusal)
    title = _("Greeted: number %(number)s") % {"number": visit.told_number}
    return answers.done(request, title, visit)


@require_http_methods(["GET", "POST"])
@needs("visits.move")
def take_back(request: DeskRequest, pk: int) -> HttpResponse:
    """It was somebody else; only while nothing was done for them."""
    visit = answers.seen_by(request, pk)
    context = {"visit": visit, "here": answers.standing(visit)}
    if request.method == "GET":
        return answers.dialog(request, "_mistaken.html", context)
    seen = number_in(request.POST.get("seen", "")) or 0
    text = f"{visit.told_number} {visit.patient.name}"
    try:
        mistaken.take_back(visit, seen=seen, by=request.staff, at=timezone.now())
    except Refusal as refusal:
        return answers.dialog(request, "_mistaken.html", context, refusal)
    return answers.told(request, _("Greeting taken back"), text)


@require_POST
@needs("visits.move")
def patients(request: DeskRequest) -> HttpResponse:
    """Who is here: found as one types, to be chosen with the arrows."""
    typed = request.POST.get("q", "")
    found = finder.find(typed, by=request.staff, at=timezone.now(), most=FOUND)
    return render(request, "booking/_found.html", {"found": found, "typed": typed})


def _asked(
    request: DeskRequest, form: GreetingForm, refusal: Refusal | None = None
) -> HttpResponse:
    asked = request.POST if request.method == "POST" else request.GET
    mine = Patient.objects.visible_to(request.staff)
    urgency = asked.get("urgency", Urgency.ROUTINE)
    context: dict[str, Any] = {
        "form": form,
        "patient": mine.filter(pk=number_in(asked.get("patient", "")) or 0).first(),
        "urgencies": Urgency,
        "urgency": urgency if urgency in Urgency.values else Urgency.ROUTINE,
    }
    return answers.dialog(request, "_greet.html", context, refusal)
