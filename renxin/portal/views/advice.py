"""What a patient was told to do at home: their own words to read, and to print."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from renxin.advice.models import AdviceGiven, AdviceRead
from renxin.portal.handles import found, handle_of
from renxin.portal.phone import PhoneRequest, for_patients, knows_health

SHOWN = 30


@require_GET
@for_patients
def index(request: PhoneRequest) -> HttpResponse:
    """The newest first; what was taken back says so, and no longer what it was."""
    if not knows_health(request):
        return render(request, "portal/advice_shut.html")
    context = {"given": [(handle_of(one), one) for one in _given(request)]}
    return render(request, "portal/advice.html", context)


@require_POST
@for_patients
def read(request: PhoneRequest, handle: str) -> HttpResponse:
    if not knows_health(request):
        raise Http404
    standing = (one for one in _given(request) if not one.taken_back_at)
    AdviceRead.tell(found(handle, standing), at=timezone.now())
    return redirect("portal:advice")


def _given(request: PhoneRequest) -> list[AdviceGiven]:
    theirs = AdviceGiven.objects.of(request.patient.record_ids())
    return list(theirs.told()[:SHOWN])
