"""What is recorded about one visit: pain, the instruments used, late effects."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from renxin.desk.access import needs
from renxin.safety.forms import CheckForm, EffectForm, PainForm
from renxin.safety.kinds import Effect
from renxin.safety.models import InfectionCheck, LateEffect, PainScore
from renxin.safety.views import answers
from renxin.staff.desk import DeskRequest
from renxin.visits.kinds import Stage
from renxin.visits.models import Visit


@require_http_methods(["GET", "POST"])
@needs("safety.see", "safety.record")
def pain(request: DeskRequest, pk: int) -> HttpResponse:
    visit = answers.seen_by(request, pk)
    here = visit.stage_entries.order_by("-entered_at", "-pk").first()
    first = {"stage": here.stage if here else Stage.TREATMENT}
    form = PainForm(request.POST or None, initial=first)

    def act() -> None:
        told = form.cleaned_data
        PainScore.ask(
            visit,
            Stage(told["stage"]),
            told["score"],
            done=told["done"],
            by=request.staff,
            at=timezone.now(),
        )

    context = _context(visit, form, "safety:pain", _("Pain score"))
    said = {"title": _("Pain asked"), "text": visit.patient.name}
    return answers.acted(request, "_of_visit.html", context, act, said)


@require_http_methods(["GET", "POST"])
@needs("safety.see", "safety.record")
def check(request: DeskRequest, pk: int) -> HttpResponse:
    """The instruments of this visit, with their batch."""
    visit = answers.seen_by(request, pk)
    form = CheckForm(request.POST or None)

    def act() -> None:
        InfectionCheck.make(
            visit.clinic, form.looked(visit), by=request.staff, at=timezone.now()
        )

    context = _context(visit, form, "safety:check", _("Infection-control check"))
    said = {"title": _("Infection control checked"), "text": visit.patient.name}
    return answers.acted(request, "_of_visit.html", context, act, said)


@require_http_methods(["GET", "POST"])
@needs("safety.see", "safety.record")
def effect(request: DeskRequest, pk: int) -> HttpResponse:
    """Asked later whether anything stayed."""
    visit, now = answers.seen_by(request, pk), timezone.now()
    first = {"asked_on": visit.clinic.day_of(now), "effect": Effect.NONE}
    form = EffectForm(request.POST or None, initial=first)

    def act() -> None:
        told = form.cleaned_data
        LateEffect.ask(
            visit,
            Effect(told["effect"]),
            asked_on=told["asked_on"],
            words=told["words"],
            by=request.staff,
            at=now,
        )

    context = _context(visit, form, "safety:effect", _("Late effects"))
    said = {"title": _("Late effects asked"), "text": visit.patient.name}
    return answers.acted(request, "_of_visit.html", context, act, said)


def _context(visit: Visit, form: Any, name: str, title: str) -> dict[str, Any]:
    patient = visit.patient.kept()
    return {
        "visit": visit,
        "patient": patient,
        "form": form,
        "title": title,
        "action": reverse(name, args=[visit.pk]),
        "back": reverse("patients:show", args=[patient.pk]),
    }
