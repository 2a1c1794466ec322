"""At the station: find the words, see them as the patient will, give them, print."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from renxin.advice import choosing
from renxin.advice.forms import HandingForm, WhyForm
from renxin.advice.models import AdviceApproval, AdviceGiven, AdviceTakenBack
from renxin.advice.views import answers
from renxin.desk.access import needs
from renxin.desk.refusal import Refusal
from renxin.desk.typed import number_in
from renxin.staff.desk import DeskRequest
from renxin.staff.models.staff import Language
from renxin.visits.models import Visit

LONGEST = 40


@require_GET
@needs("advice.see", "advice.give")
def choose(request: DeskRequest, pk: int) -> HttpResponse:
    """What may be given here; while one types, only what is called like it."""
    visit = answers.visit_at_hand(request, pk)
    typed = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST]
    is_typing = "q" in request.GET and request.htmx
    part = "_found.html" if is_typing else "_choose.html"
    return answers.dialog(request, part, _choices(visit, typed))


@require_http_methods(["GET", "POST"])
@needs("advice.see", "advice.give")
def give(request: DeskRequest, pk: int) -> HttpResponse:
    """The exact words, and what the patient said when asked to say them back."""
    visit = answers.visit_at_hand(request, pk)
    asked = request.POST if request.method == "POST" else request.GET
    chosen = number_in(asked.get("words", ""))
    if not chosen:
        return answers.dialog(request, "_choose.html", _choices(visit))
    holding = AdviceApproval.objects.holding(visit.clinic)
    approval = get_object_or_404(holding, pk=chosen)
    language = _language(asked.get("language", ""), visit)
    form = HandingForm(
        request.POST or None,
        has_dose=approval.text.has_dose,
        initial={"language": language},
    )
    context = _context(visit, approval, language) | {"form": form}
    if not form.is_valid():
        return answers.dialog(request, "_give.html", context)
    by, at = request.staff, timezone.now()
    try:
        given = AdviceGiven.give(visit, approval, form.handing(), by=by, at=at)
    except Refusal as refusal:
        return answers.dialog(request, "_give.html", context, refusal)
    if not request.htmx:
        return redirect("advice:given", given.pk)
    response = answers.dialog(request, "_given.html", {"visit": visit, "given": given})
    response["HX-Trigger"] = answers.CHANGED
    return response


@require_http_methods(["GET", "POST"])
@needs("advice.see", "advice.give")
def take_back(request: DeskRequest, pk: int) -> HttpResponse:
    """The wrong person, or the wrong line."""
    given = answers.given_at_hand(request, pk)
    form, title = WhyForm(request.POST or None), given.said().title
    context = {
        "title": _("Take this advice back"),
        "about": f"{given.visit.patient.kept().name}·{title}",
        "action": request.path,
        "form": form,
    }
    if not form.is_valid():
        return answers.dialog(request, "_why.html", context)
    told = {"why": form.cleaned_data["why"], "by": request.staff, "at": timezone.now()}
    try:
        AdviceTakenBack.write(given, **told)
    except Refusal as refusal:
        return answers.dialog(request, "_why.html", context, refusal)
    back = reverse("advice:given", args=[pk])
    return answers.done(request, _("Advice taken back"), title, back=back)


def _choices(visit: Visit, typed: str = "") -> dict[str, Any]:
    found = choosing.choices(visit, typed)
    return {"visit": visit, "choices": found, "typed": typed}


def _language(asked: str, visit: Visit) -> str:
    if asked in Language.values:
        return asked
    return choosing.language_of(visit.patient.kept())


def _context(visit: Visit, approval: AdviceApproval, language: str) -> dict[str, Any]:
    text = approval.text
    return {
        "visit": visit,
        "approval": approval,
        "text": text,
        "said": text.zh if language == Language.ZH_HANS else text.en,
        "language": language,
        "languages": Language,
    }
