from http import HTTPStatus

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from renxin.booking import confirming
from renxin.desk.access import needs
from renxin.desk.refusal import Refusal
from renxin.scorecard import people
from renxin.scorecard.tomorrow.outlook import one_of, outlook
from renxin.staff.desk import DeskRequest
from renxin.staff.models.look import What


@require_safe
@needs("booking.eve")
def index(request: DeskRequest) -> HttpResponse:
    """Tomorrow's bookings in the order in which a call helps most."""
    ahead = outlook(request.clinic, at=timezone.now())
    seen = [one.appointment.patient_id for one in ahead.rows]
    people.note_looks(request, seen, What.LIST, f"tomorrow {ahead.day}")
    return render(request, "scorecard/tomorrow.html", {"ahead": ahead})


@require_POST
@needs("booking.eve", "promises.keep")
def call(request: DeskRequest, pk: int) -> HttpResponse:
    """Promise one of them a call; only somebody on the list, and only once."""
    now, refusal = timezone.now(), None
    row = one_of(request.clinic, pk, at=now)
    if row is None:
        raise Http404
    try:
        confirming.promise_call(row.appointment, by=request.staff, at=now)
    except Refusal as refused:
        refusal = refused
    if not request.htmx and refusal is None:
        return redirect("scorecard:tomorrow")
    context = {"row": one_of(request.clinic, pk, at=now), "refusal": refusal}
    status = refusal.status if refusal else HTTPStatus.OK
    return render(request, "scorecard/_coming.html", context, status=status)
