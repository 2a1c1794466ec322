from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from renxin.portal.cards import ahead_of, offers_to, waiting_of, with_handles
from renxin.portal.handles import found, handle_of
from renxin.portal.phone import PhoneRequest, for_patients


@require_GET
@for_patients
def index(request: PhoneRequest) -> HttpResponse:
    """What comes next, and what waits for an answer."""
    now = timezone.now()
    cards = ahead_of(request.patient, at=now)
    context = {
        "next": cards[0] if cards else None,
        "later": cards[1:],
        "offers": [(handle_of(o), o) for o in offers_to(request.patient, at=now)],
        "waiting": with_handles(waiting_of(request.patient)),
    }
    return render(request, "portal/home.html", context)


@require_POST
@for_patients
def choose(request: PhoneRequest) -> HttpResponse:
    """It is about another of those this phone looks after."""
    handle = request.POST.get("patient", "")
    request.phone.be_about(found(handle, (one.patient for one in request.people)))
    return redirect("portal:home")
