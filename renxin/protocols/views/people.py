"""Who is on a protocol, and putting somebody on it by hand."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from renxin.desk.access import needs
from renxin.desk.refusal import Refusal
from renxin.patients.models import Patient
from renxin.patients.views.at_hand import patient_at_hand
from renxin.protocols.forms import PersonForm, WhichForm
from renxin.protocols.models import Protocol, ProtocolEnrolment
from renxin.protocols.planning import by_hand
from renxin.staff.desk import DeskRequest

MOST = 50


@require_http_methods(["GET", "POST"])
@needs("protocols.put_on", "patients.see")
def put_on(request: DeskRequest, pk: int) -> HttpResponse:
    """For what nothing in the house tells of: a result, a birth, a stay elsewhere."""
    protocol = get_object_or_404(Protocol, pk=pk)
    form, status, refusal = PersonForm(request.POST or None), 200, None
    if form.is_bound:
        patient = _found(request, form)
        if patient:
            try:
                by_hand.put_on(
                    protocol,
                    [(patient, request.clinic)],
                    by=request.staff,
                    at=timezone.now(),
                )
                return redirect("protocols:people", pk)
            except Refusal as said:
                refusal = said
        status = 422
    context = {
        "protocol": protocol,
        "latest": protocol.versions.latest("number"),
        "form": form,
        "refusal": refusal,
        "on_it": _on_it(request, protocol),
    }
    return render(request, "protocols/people.html", context, status=status)


@require_http_methods(["GET", "POST"])
@needs("protocols.put_on", "patients.see")
def of_patient(request: DeskRequest, pk: int) -> HttpResponse:
    """From the patient's page: which of the protocols that are on."""
    patient, now = patient_at_hand(request, pk), timezone.now()
    form = WhichForm(request.POST or None, day=timezone.localdate(now))
    refusal = None
    if form.is_valid():
        protocol = form.cleaned_data["protocol"].protocol
        people = [(patient, request.clinic)]
        try:
            by_hand.put_on(protocol, people, by=request.staff, at=now)
            return redirect("patients:show", patient.pk)
        except Refusal as said:
            refusal = said
    context = {"patient": patient, "form": form, "refusal": refusal}
    status = 422 if form.is_bound else 200
    return render(request, "protocols/of_patient.html", context, status=status)


def _found(request: DeskRequest, form: PersonForm) -> Patient | None:
    if not form.is_valid():
        return None
    mine = Patient.objects.visible_to(request.staff).findable()
    found = mine.filter(number=form.cleaned_data["number"].strip()).first()
    if found is None:
        form.add_error("number", _("No record of this clinic has this number."))
    return found


def _on_it(
    request: DeskRequest, protocol: Protocol
) -> list[tuple[ProtocolEnrolment, bool]]:
    """The latest at the clinics of whoever asks, and whom they may take off it."""
    mine = ProtocolEnrolment.objects.visible_to(request.staff).filter(
        protocol=protocol, ended_at=None
    )
    people = mine.select_related("patient", "version", "clinic")
    latest = people.order_by("-pk")[:MOST]
    return [(one, one.may_be_ended_by(request.staff)) for one in latest]
