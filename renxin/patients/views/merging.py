"""Two records side by side, joined when they are one person, parted when not."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from renxin.desk.access import needs
from renxin.desk.refusal import Refusal
from renxin.desk.typed import number_in
from renxin.patients import finder, page
from renxin.patients.duplicates import candidates, likeness_of
from renxin.patients.merge import merge, unmerge
from renxin.patients.models import Merge, Patient
from renxin.patients.views.at_hand import patient_at_hand
from renxin.staff.desk import DeskRequest


@require_http_methods(["GET", "POST"])
@needs("patients.merge")
def create(request: DeskRequest, pk: int) -> HttpResponse:
    """Compare a record with those that may be the same person, and join two."""
    patient = patient_at_hand(request, pk)
    if request.method == "GET" or "merged" not in request.POST:
        return _page(request, patient)
    other = patient_at_hand(request, number_in(request.POST.get("merged", "")) or 0)
    try:
        merge(
            kept=patient,
            merged=other,
            reason=request.POST.get("reason", "")[:200],
            by=request.staff,
            at=timezone.now(),
        )
    except Refusal as refusal:
        return _page(request, patient, refusal)
    return HttpResponseRedirect(reverse("patients:show", args=[patient.pk]))


@require_POST
@needs("patients.merge")
def remove(request: DeskRequest, pk: int, merge: int) -> HttpResponse:
    """Part two records that turned out to be two people."""
    patient = patient_at_hand(request, pk)
    reason = request.POST.get("reason", "").strip()[:200]
    if not reason:
        raise Refusal(_("Say why these are two people."))
    link = get_object_or_404(Merge.objects.filter(kept=patient), pk=merge)
    unmerge(link, reason=reason, by=request.staff, at=timezone.now())
    return HttpResponseRedirect(reverse("patients:show", args=[patient.pk]))


def _page(
    request: DeskRequest, patient: Patient, refusal: Refusal | None = None
) -> HttpResponse:
    visible = finder.with_phones(Patient.objects.visible_to(request.staff))
    found = candidates(likeness_of(patient), among=visible, but=[patient.pk])
    typed = request.POST.get("q", "")
    if typed:
        among = finder.find(typed, by=request.staff, at=timezone.now())
        known = {one.patient.pk for one in found} | {patient.pk}
        others = [other for other in among if other.pk not in known]
    else:
        others = []
    pks = [patient.pk, *(one.patient.pk for one in found), *(o.pk for o in others)]
    context = {
        "patient": patient,
        "candidates": found,
        "others": others,
        "typed": typed,
        "refusal": refusal,
        "reason": request.POST.get("reason", ""),
        "last_seen": page.last_seen_on(pks),
        "today": timezone.localdate(),
    }
    status = refusal.status if refusal else 200
    return render(request, "patients/merge.html", context, status=status)
