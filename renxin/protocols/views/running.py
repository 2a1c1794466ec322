"""Signing a protocol, turning it on with or without a hold-out, and turning it off."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from renxin.desk.access import needs
from renxin.desk.refusal import Refusal
from renxin.protocols import shown
from renxin.protocols.forms import OnForm, WhyForm
from renxin.protocols.models import (
    Protocol,
    ProtocolSignature,
    ProtocolVersion,
    Trial,
    TurnedOff,
    TurnedOn,
)
from renxin.protocols.models.trial import APPROVES
from renxin.protocols.refusals import NotOn
from renxin.protocols.rehearsal import rehearse
from renxin.staff.desk import DeskRequest


@require_POST
@needs("protocols.sign")
def sign(request: DeskRequest, pk: int) -> HttpResponse:
    """From now on a clinician answers for what it says."""
    protocol, latest = _at_hand(pk)
    try:
        ProtocolSignature.sign(latest, by=request.staff, at=timezone.now())
    except Refusal as refusal:
        return _refused(request, protocol, refusal)
    return redirect("protocols:show", pk)


@require_http_methods(["GET", "POST"])
@needs("protocols.write")
def turn_on(request: DeskRequest, pk: int) -> HttpResponse:
    protocol, latest = _at_hand(pk)
    now = timezone.now()
    may_hold_out = bool(latest.written.hold_out) and request.staff.may(APPROVES)
    form = OnForm(
        request.POST or None,
        may_hold_out=may_hold_out,
        may_wait=not latest.written.trigger.ahead,
        initial={"from_on": timezone.localdate(now)},
    )
    context: dict[str, Any] = {"protocol": protocol, "latest": latest, "form": form}
    context["trial"] = protocol.trials.filter(ended_at=None).first()
    context["rehearsal"] = rehearse(latest.written, by=request.staff, at=now)
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "protocols/on.html", context, status=status)
    try:
        _turned_on(request, latest, form.cleaned_data)
    except Refusal as refusal:
        context["refusal"] = refusal
        return render(request, "protocols/on.html", context, status=refusal.status)
    return redirect("protocols:show", pk)


def _turned_on(
    request: DeskRequest, version: ProtocolVersion, told: dict[str, Any]
) -> None:
    by, at = request.staff, timezone.now()
    from_on = told.get("from_on") or timezone.localdate(at)
    TurnedOn.turn_on(version, from_on=from_on, by=by, at=at)
    if told.get("holds_out"):
        Trial.begin(version, why=told["why"], by=by, at=at)


@require_http_methods(["GET", "POST"])
@needs("protocols.write")
def turn_off(request: DeskRequest, pk: int) -> HttpResponse:
    protocol, latest = _at_hand(pk)
    form = WhyForm(request.POST or None)
    context: dict[str, Any] = {"protocol": protocol, "latest": latest, "form": form}
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "protocols/off.html", context, status=status)
    run = TurnedOn.objects.standing().filter(protocol=protocol).first()
    why = form.cleaned_data["why"]
    try:
        if run is None:
            raise NotOn
        TurnedOff.turn_off(run, why=why, by=request.staff, at=timezone.now())
    except Refusal as refusal:
        return _refused(request, protocol, refusal)
    return redirect("protocols:show", pk)


def _at_hand(pk: int) -> tuple[Protocol, ProtocolVersion]:
    protocol = get_object_or_404(Protocol, pk=pk)
    latest = protocol.versions.select_related("protocol", "signature")
    return protocol, latest.latest("number")


def _refused(
    request: DeskRequest, protocol: Protocol, refusal: Refusal
) -> HttpResponse:
    told = shown.page_of(protocol, request.staff, at=timezone.now())
    context = told | {"refusal": refusal}
    return render(request, "protocols/show.html", context, status=refusal.status)
