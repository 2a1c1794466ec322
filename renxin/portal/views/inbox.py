"""What the house wrote to a patient, where they have their own pages."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from renxin.portal.handles import found, handle_of
from renxin.portal.phone import PhoneRequest, for_patients, knows_health
from renxin.voice.models import Placed
from renxin.voice.outbox import placing

SHOWN = 50


@require_GET
@for_patients
def index(request: PhoneRequest) -> HttpResponse:
    """The newest first; health is spoken of in some, so a proxy does not see them."""
    if not knows_health(request):
        raise Http404
    letters = [(handle_of(one), one) for one in _letters(request)]
    return render(request, "portal/inbox.html", {"letters": letters})


@require_POST
@for_patients
def read(request: PhoneRequest, handle: str) -> HttpResponse:
    if not knows_health(request):
        raise Http404
    placing.read(found(handle, _letters(request)), at=timezone.now())
    return redirect("portal:inbox")


def _letters(request: PhoneRequest) -> list[Placed]:
    theirs = Placed.objects.filter(
        channel="inbox", message__patient__in=request.patient.record_ids()
    )
    return list(theirs.select_related("message__clinic").order_by("-at")[:SHOWN])
