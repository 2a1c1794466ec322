"""Registration: one column, the keyboard alone, and the likely duplicates beside it."""

from dataclasses import replace
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from renxin.desk.access import needs
from renxin.desk.refusal import Refusal
from renxin.patients import finder
from renxin.patients.consents import TEXT_VERSION
from renxin.patients.drafts import Draft, read_draft
from renxin.patients.forms import RegistrationForm
from renxin.patients.models import Concern, Consent, Enrolment, Patient, Reach
from renxin.patients.models.patient import PatientQuerySet
from renxin.patients.registration import AlreadyOnFile, Newcomer, register
from renxin.staff.desk import DeskRequest, go_to


@require_http_methods(["GET", "POST"])
@needs("patients.register")
def create(request: DeskRequest) -> HttpResponse:
    if request.method == "GET":
        return _page(request, RegistrationForm(), read_draft({}, **_here(request)))
    form = RegistrationForm(request.POST)
    draft = read_draft(request.POST, **_here(request))
    if not form.is_valid():
        return _page(request, form, draft, status=422)
    try:
        patient = register(
            _newcomer(request, form.cleaned_data, draft),
            clinic=request.clinic,
            by=request.staff,
            at=timezone.now(),
        )
    except AlreadyOnFile as refusal:
        return _known(request, form, draft, refusal)
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return _page(request, form, draft, status=422)
    return go_to(request, reverse("patients:show", args=[patient.pk]))


@require_POST
@needs("patients.register")
def draft(request: DeskRequest) -> HttpResponse:
    """Read what is typed so far: the card, the phone's owner, who it may be."""
    form = RegistrationForm(initial=request.POST.dict())
    read = read_draft(request.POST, **_here(request))
    return render(request, "patients/_draft.html", {"form": form, "draft": read})


@require_POST
@needs("patients.register")
def introducers(request: DeskRequest) -> HttpResponse:
    """Who may have brought this person: the finder, as choices of the form."""
    typed = request.POST.get("introducer", "")
    found = finder.find(typed, by=request.staff, at=timezone.now(), most=5)
    context = {"found": found, "typed": typed, "today": timezone.localdate()}
    return render(request, "patients/_introducers.html", context)


def _here(request: DeskRequest) -> dict[str, Any]:
    return {"by": request.staff, "today": timezone.localdate()}


def _page(
    request: DeskRequest, form: RegistrationForm, draft: Draft, status: int = 200
) -> HttpResponse:
    part = "_registration" if request.htmx else "new"
    context = {"form": form, "draft": draft}
    return render(request, f"patients/{part}.html", context, status=status)


def _known(
    request: DeskRequest, form: RegistrationForm, draft: Draft, refusal: AlreadyOnFile
) -> HttpResponse:
    """The document is on file: here, or at a clinic whose records this desk lacks.

    Whoever holds the document in their hands may ask for the record to be known
    here too; until then nothing of it is shown.
    """
    known = refusal.patient
    if Patient.objects.visible_to(request.staff).filter(pk=known.pk).exists():
        form.add_error("document_number", str(refusal))
        return _page(request, form, draft, status=422)
    if "welcome" not in request.POST:
        form.add_error("document_number", _("Known at another clinic of ours."))
        return _page(request, form, replace(draft, is_elsewhere=True), status=422)
    Enrolment.welcome(known, request.clinic, by=request.staff, at=timezone.now())
    return go_to(request, reverse("patients:show", args=[known.pk]))


def _newcomer(request: DeskRequest, data: dict[str, Any], draft: Draft) -> Newcomer:
    visible = Patient.objects.visible_to(request.staff).standing()
    return Newcomer(
        name=data["name"],
        sex=data["sex"],
        birth_on=data["birth_on"],
        document=data["document"],
        no_document=data["no_document"],
        phone=data["phone"],
        whose=draft.whose,
        relative=draft.relative,
        guardian_name=data["guardian_name"],
        foreign_name=data["foreign_name"],
        address_as=data["address_as"],
        channel=data["channel"],
        need=data["need"],
        payer=data["payer"],
        allergies=data["allergies"],
        introduced_by=_one(visible, data["introduced_by"]),
        concerns=_concerns(data),
        consents=_consents(data, draft),
    )


def _one(visible: PatientQuerySet, pk: int | None) -> Patient | None:
    """Somebody this desk may see, or nobody at all."""
    return visible.filter(pk=pk).first() if pk else None


def _concerns(data: dict[str, Any]) -> list[Concern]:
    said = [Concern(kind=kind) for kind in data["concerns"]]
    if data["fear"] is not None:
        said.append(Concern(kind=Concern.Kind.FEAR, level=data["fear"]))
    return said


def _consents(data: dict[str, Any], draft: Draft) -> list[Consent]:
    return [
        Consent(
            purpose=purpose,
            answer=Consent.Answer.GIVEN,
            given_by=draft.whose if draft.is_minor else Reach.Whose.OWN,
            method=data["method"],
            evidence=data["evidence"],
            text_version=TEXT_VERSION,
        )
        for purpose in data["agreed"]
    ]
