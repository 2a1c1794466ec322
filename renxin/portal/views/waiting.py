"""The waiting list from a phone: join, leave, take or leave an offered place."""

from datetime import datetime, timedelta

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from renxin.booking import waitlist
from renxin.booking.kinds import Left, Through
from renxin.booking.models import WaitlistEntry
from renxin.booking.models.waitlist_entry import DAY_BEGINS, DAY_ENDS
from renxin.booking.twice import refuse_waiting_twice
from renxin.portal import asked
from renxin.portal.asked import PARTS, Asked
from renxin.portal.cards import offer_behind, waiting_of
from renxin.portal.handles import found, handle_of
from renxin.portal.phone import PhoneRequest, for_patients
from renxin.portal.refusals import HasEnough

MOST = 3
WEEKS = {"1": 7, "2": 14, "4": 28}


@require_http_methods(["GET", "POST"])
@for_patients
def join(request: PhoneRequest) -> HttpResponse:
    now = timezone.now()
    if request.method != "POST":
        free = asked.doctors(request.clinic, at=now)
        context = {
            "services": asked.services(on=request.clinic.day_of(now)),
            "doctors": [(handle_of(one), one) for one in free],
            "chosen": request.GET.get("service", ""),
        }
        return render(request, "portal/wait.html", context)
    wanted = asked.read(request.POST, request.clinic, at=now)
    if wanted.service is None:
        return redirect("portal:wait")
    if len(waiting_of(request.patient)) >= MOST:
        raise HasEnough
    entry = _entry(request, wanted, at=now)
    refuse_waiting_twice(entry)
    WaitlistEntry.add(entry, by=None, at=now)
    return redirect("portal:home")


def _entry(request: PhoneRequest, wanted: Asked, *, at: datetime) -> WaitlistEntry:
    today = request.clinic.day_of(at)
    days = WEEKS.get(request.POST.get("weeks", ""), WEEKS["2"])
    opens, closes = PARTS.get(wanted.part, (DAY_BEGINS, DAY_ENDS))
    return WaitlistEntry(
        patient=request.patient,
        clinic=request.clinic,
        service=wanted.service,
        doctor=wanted.doctor,
        hurts=bool(request.POST.get("hurts")),
        first_on=today,
        last_on=today + timedelta(days=days),
        weekdays=list(range(7)),
        not_before=opens,
        not_after=closes,
        through=Through.PORTAL,
    )


@require_POST
@for_patients
def leave(request: PhoneRequest, handle: str) -> HttpResponse:
    entry = found(handle, waiting_of(request.patient))
    entry.leave(Left.WITHDREW, by=None, at=timezone.now())
    return redirect("portal:home")


@require_POST
@for_patients
def answer(request: PhoneRequest, handle: str) -> HttpResponse:
    """Yes has the place, if nobody was quicker; no keeps the turn."""
    now = timezone.now()
    offer = offer_behind(handle, request.patient, at=now)
    if request.POST.get("answer") == "yes":
        appointment = waitlist.accept(offer, by=None, at=now)
        return redirect("portal:appointment", handle=handle_of(appointment))
    waitlist.decline(offer, by=None, at=now)
    return redirect("portal:home")
