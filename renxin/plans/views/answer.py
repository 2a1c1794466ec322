"""The plan laid before the patient, and what they say to it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.views.decorators.http import require_http_methods, require_POST

from renxin.desk.access import needs
from renxin.desk.refusal import Refusal
from renxin.desk.typed import number_in
from renxin.patients.signing import Signature, Signer
from renxin.plans import shown
from renxin.plans.forms import DeclineForm, SigningForm
from renxin.plans.kinds import Reason
from renxin.plans.models import Acceptance, Plan
from renxin.plans.models.presentation import Presentation
from renxin.plans.refusals import NotPresented
from renxin.plans.views import answers
from renxin.staff.desk import DeskRequest, note_look
from renxin.staff.models.look import What

LANGUAGES = ("zh-hans", "en")


@require_POST
@needs("plans.write")
def present(request: DeskRequest, pk: int) -> HttpResponse:
    """Lay it before the patient as it stands, and turn the screen to them."""
    plan = answers.seen_by(request, pk)
    expected = answers.version_in(request)
    try:
        plan.present(expected=expected, by=request.staff, at=timezone.now())
    except Refusal as refusal:
        return answers.page(request, pk, refusal=refusal)
    return redirect("plans:signing", pk)


@require_http_methods(["GET", "POST"])
@needs("plans.see")
def sign(request: DeskRequest, pk: int) -> HttpResponse:
    """What was shown, for the patient's eyes, in the language they read."""
    plan = answers.seen_by(request, pk)
    latest = plan.latest()
    if latest is None:
        return answers.page(request, pk, refusal=NotPresented())
    asked = request.POST if request.method == "POST" else request.GET
    language = asked.get("in", "")
    if language not in LANGUAGES:
        language = translation.get_language() or LANGUAGES[0]
    with translation.override(language):
        return _signing(request, plan, latest, language)


def _signing(
    request: DeskRequest, plan: Plan, latest: Presentation, language: str
) -> HttpResponse:
    ids = [item["id"] for item in latest.content["items"]]
    is_minor = plan.patient.kept().is_minor_on(plan.clinic.day_of(timezone.now()))
    first: dict[str, Any] = {
        "version": latest.version,
        "signer": Signer.GUARDIAN if is_minor else Signer.PATIENT,
        "name": "" if is_minor else plan.patient.name,
    }
    form = SigningForm(request.POST or None, item_ids=ids, initial=first)
    refusal: Refusal | None = None
    if form.is_valid():
        refusal = _signed(request, plan, form)
        if refusal is None:
            return redirect(f"{request.path}?in={language}")
    elif request.method == "GET":
        note_look(request, plan.patient_id, What.PAGE, f"plan {plan.pk}")
    status = refusal.status if refusal else 422 if form.errors else 200
    context = {
        "plan": plan,
        "shown": shown.of(plan, latest, ticked=_ticked(form, ids)),
        "form": form,
        "refusal": refusal,
        "language": language,
    }
    return render(request, "plans/signing.html", context, status=status)


def _ticked(form: SigningForm, ids: list[int]) -> set[int]:
    """Everything is ticked at first; whoever unticked something finds it so."""
    if not form.is_bound:
        return set(ids)
    return set(getattr(form, "cleaned_data", {}).get("item", ids))


def _signed(request: DeskRequest, plan: Plan, form: SigningForm) -> Refusal | None:
    cleaned = form.cleaned_data
    drawn = {name: cleaned[name] for name in ("strokes", "name", "signer")}
    try:
        plan.accept(
            cleaned["item"],
            Signature(**drawn),
            expected=cleaned["version"],
            by=request.staff,
            at=timezone.now(),
        )
    except Refusal as refusal:
        return refusal
    return None


@require_POST
@needs("plans.see")
def decline(request: DeskRequest, pk: int) -> HttpResponse:
    plan = answers.seen_by(request, pk)
    form = DeclineForm(request.POST)
    if not form.is_valid():
        return answers.page(request, pk, status=422, decline_form=form)
    try:
        plan.decline(
            Reason(form.cleaned_data["reason"]),
            note=form.cleaned_data["note"],
            expected=answers.version_in(request),
            by=request.staff,
            at=timezone.now(),
        )
    except Refusal as refusal:
        return answers.page(request, pk, refusal=refusal, decline_form=form)
    return redirect("plans:show", pk)


@require_POST
@needs("plans.see")
def take_back(request: DeskRequest, pk: int) -> HttpResponse:
    """The patient changed their mind; whoever hears of it writes it down."""
    plan = answers.seen_by(request, pk)
    theirs = Acceptance.objects.filter(presentation__plan=plan)
    named = number_in(request.POST.get("acceptance", "")) or 0
    acceptance = get_object_or_404(theirs, pk=named)
    note = request.POST.get("note", "")[:200]
    try:
        plan.take_back(acceptance, note=note, by=request.staff, at=timezone.now())
    except Refusal as refusal:
        return answers.page(request, pk, refusal=refusal)
    return redirect("plans:show", pk)
