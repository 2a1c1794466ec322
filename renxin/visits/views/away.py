"""A doctor has left the house: whoever waits for them is given to somebody else."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from renxin.desk.access import needs
from renxin.desk.refusal import Refusal
from renxin.rosters import duty
from renxin.staff.desk import DeskRequest
from renxin.staff.models import Staff
from renxin.visits.forms import DoctorForm
from renxin.visits.line import standing_in
from renxin.visits.models import Visit
from renxin.visits.views import answers


@require_http_methods(["GET", "POST"])
@needs("visits.move")
def stand_in(request: DeskRequest, doctor: int) -> HttpResponse:
    """All who wait for one doctor, and to whom they go; nobody loses their turn."""
    clinic, now = request.clinic, timezone.now()
    looked_after = Visit.objects.at(clinic).lived_here().filter(doctor=doctor)
    away = get_object_or_404(Staff, pk__in=looked_after.values("doctor"))
    told = request.POST if "doctor" in request.POST else None
    form = DoctorForm(told, clinic=clinic)
    others = form.fields["doctor"].queryset  # type: ignore[attr-defined]
    context = {
        "away": away,
        "visits": standing_in.left_waiting(away, clinic),
        "form": form,
        "doctors": others.exclude(pk=away.pk),
        "at_work": duty.at_work(clinic, at=now),
    }
    if not form.is_valid():
        return answers.dialog(request, "_stand_in.html", context)
    other = form.cleaned_data["doctor"]
    try:
        moved = standing_in.stand_in(away, other, clinic, by=request.staff, at=now)
    except Refusal as refusal:
        return answers.refused(request, None, refusal)
    many = len(moved)
    title = ngettext("%(many)s given on", "%(many)s given on", many) % {"many": many}
    return answers.told(request, title, other.name if other else "")
