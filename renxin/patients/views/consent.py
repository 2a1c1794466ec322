from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from renxin.desk.access import needs
from renxin.desk.refusal import Refusal
from renxin.patients.consents import TEXT_VERSION, standings
from renxin.patients.models import Consent, Initiative, Method, Patient, Purpose, Reach
from renxin.patients.views.at_hand import patient_at_hand
from renxin.staff.desk import DeskRequest


@require_POST
@needs("patients.consent")
def create(request: DeskRequest, pk: int) -> HttpResponse:
    """Keep a yes or a no, with the proof of it."""
    patient = patient_at_hand(request, pk)
    consent = Consent(
        patient=patient,
        purpose=_one_of(Purpose.values, request.POST.get("purpose")),
        answer=_one_of(Consent.Answer.values, request.POST.get("answer")),
        given_by=_one_of(Reach.Whose.values, request.POST.get("given_by")),
        initiative=_one_of(Initiative.values, request.POST.get("initiative")),
        method=_one_of(Method.values, request.POST.get("method")),
        evidence=request.POST.get("evidence", "").strip()[:200],
        text_version=TEXT_VERSION,
        language=request.staff.language,
        address=request.META.get("REMOTE_ADDR") or None,
    )
    try:
        consent.answered(by=request.staff, at=timezone.now())
    except Refusal as refusal:
        return _panel(request, patient, refusal)
    return _panel(request, patient)


@require_POST
@needs("patients.consent")
def withdraw(request: DeskRequest, pk: int, consent: int) -> HttpResponse:
    patient = patient_at_hand(request, pk)
    given = get_object_or_404(
        Consent.objects.filter(patient__in=patient.record_ids()), pk=consent
    )
    method = _one_of(Method.values, request.POST.get("method"))
    given.withdraw(method=method, by=request.staff, at=timezone.now())
    return _panel(request, patient)


def _panel(
    request: DeskRequest, patient: Patient, refusal: Refusal | None = None
) -> HttpResponse:
    now = timezone.now()
    context = {
        "patient": patient,
        "standings": standings(patient, patient.record_ids(), at=now),
        "may_consent": True,
        "refusal": refusal,
        "is_minor": patient.is_minor_on(timezone.localdate()),
    }
    status = refusal.status if refusal else 200
    return render(request, "patients/_consents.html", context, status=status)


def _one_of(values: list[str], chosen: str | None) -> str:
    """What was chosen; the first of the list when it is none of them."""
    return chosen if chosen in values else values[0]
