"""At the desk: what a patient asks to be spared, takes back, and by which clock."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from renxin.desk.access import needs
from renxin.desk.refusal import Refusal
from renxin.patients.models import Patient
from renxin.patients.views.at_hand import patient_at_hand, viewing_of
from renxin.staff.desk import DeskRequest
from renxin.voice import zones
from renxin.voice.kinds import DECIDES, ChannelKind
from renxin.voice.models import LocalTime, Stop
from renxin.voice.outbox import stops
from renxin.voice.outbox.stops import Scope, Wish
from renxin.voice.patient_panel import NOTES, hearing


class NotOnThePage(Refusal):
    sentence = _("Choose one of those on the page.")


@require_POST
@needs(NOTES)
def create(request: DeskRequest, pk: int) -> HttpResponse:
    patient = patient_at_hand(request, pk)
    scope, channel = request.POST.get("scope", ""), request.POST.get("channel", "")
    if scope not in Scope.values or channel not in {"", *ChannelKind.values}:
        raise NotOnThePage
    wish = Wish(Scope(scope), channel)
    try:
        stops.keep(patient, wish, by=request.staff, at=timezone.now())
    except Refusal as refusal:
        return _panel(request, patient, refusal)
    return _panel(request, patient)


@require_POST
@needs(DECIDES)
def lift(request: DeskRequest, pk: int, stop: int) -> HttpResponse:
    """They want to hear from us again, by their own word."""
    patient = patient_at_hand(request, pk)
    standing = Stop.objects.standing().visible_to(request.staff)
    found = get_object_or_404(standing, pk=stop)
    evidence = request.POST.get("evidence", "")
    try:
        stops.lift(found, evidence=evidence, by=request.staff, at=timezone.now())
    except Refusal as refusal:
        return _panel(request, patient, refusal)
    return _panel(request, patient)


@require_POST
@needs(DECIDES)
def ring(request: DeskRequest, pk: int) -> HttpResponse:
    """They asked not to be called, and take it back."""
    patient = patient_at_hand(request, pk)
    evidence = request.POST.get("evidence", "")
    by, at = request.staff, timezone.now()
    try:
        stops.ring_again(patient, evidence=evidence, by=by, at=at)
    except Refusal as refusal:
        return _panel(request, patient, refusal)
    return _panel(request, patient)


@require_POST
@needs(NOTES)
def clock(request: DeskRequest, pk: int) -> HttpResponse:
    """Where they live, so that nobody is written to at night."""
    patient, zone = patient_at_hand(request, pk), request.POST.get("zone", "")
    if zone not in dict(zones.CHOICES):
        raise NotOnThePage
    LocalTime.keep(patient, zone, by=request.staff, at=timezone.now())
    return _panel(request, patient)


def _panel(
    request: DeskRequest, patient: Patient, refusal: Refusal | None = None
) -> HttpResponse:
    drawn = hearing(viewing_of(request, patient))
    status = int(refusal.status) if refusal else 200
    told = {"panel": drawn.context, "refusal": refusal}
    return render(request, drawn.template, told, status=status)
