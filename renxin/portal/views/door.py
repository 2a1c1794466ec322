"""Here: the code at the clinic's door, and who stands before it."""

from base64 import b64encode
from datetime import datetime

import qrcode
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods
from qrcode.image.svg import SvgPathImage

from renxin.booking.kinds import Door
from renxin.clinics.models import Clinic
from renxin.desk.access import needs
from renxin.portal import door, policy
from renxin.portal.handles import found, handle_of
from renxin.portal.links import whole
from renxin.portal.models import DoorKey
from renxin.portal.phone import PhoneRequest, for_patients, for_the_street
from renxin.portal.refusals import NotToday
from renxin.staff.desk import DeskRequest


@require_http_methods(["GET", "POST"])
@needs("booking.book")
def sheet(request: DeskRequest) -> HttpResponse:
    """The code as it is now, and an address for the screen that stands at the door."""
    now = timezone.now()
    screen = ""
    if request.method == "POST":
        secret = DoorKey.make(request.clinic, by=request.staff, at=now)
        path = reverse("portal:screen", args=[secret])
        screen = whole(path) or request.build_absolute_uri(path)
    minutes = int(policy.door_rotates().total_seconds() // 60)
    drawn = _drawn(request, request.clinic, at=now)
    context = {"drawn": drawn, "screen": screen, "minutes": minutes}
    part = "_door_code" if request.htmx else "door_sheet"
    return render(request, f"portal/{part}.html", context)


@require_GET
@for_the_street
def screen(request: HttpRequest, secret: str) -> HttpResponse:
    """The code alone, on a screen nobody is signed in at; it asks again by itself."""
    clinic = DoorKey.clinic_behind(secret)
    if clinic is None:
        raise Http404
    drawn = _drawn(request, clinic, at=timezone.now())
    return render(request, "portal/screen.html", {"drawn": drawn, "here": clinic})


def _drawn(request: HttpRequest, clinic: Clinic, *, at: datetime) -> str:
    """What a phone's camera reads, as a picture within the page's own address."""
    path = reverse("portal:door", args=[door.token_of(clinic, at=at)])
    address = whole(path) or request.build_absolute_uri(path)
    drawn = qrcode.make(address, image_factory=SvgPathImage, border=2)
    return f"data:image/svg+xml;base64,{b64encode(drawn.to_string()).decode()}"


@require_http_methods(["GET", "POST"])
@for_the_street
def arrive(request: HttpRequest, token: str) -> HttpResponse:
    """Scanned at the door: first who you are, then who of yours is expected."""
    door.clinic_behind(token, at=timezone.now())
    if getattr(request, "phone", None) is None:
        return redirect(f"{reverse('portal:sign_in')}?door={token}")
    return _arrive(request, token)


@for_patients
def _arrive(request: PhoneRequest, token: str) -> HttpResponse:
    now = timezone.now()
    clinic = door.clinic_behind(token, at=now)
    expected = door.expected_today(request.people, clinic, at=now)
    if request.method == "POST":
        appointment = found(request.POST.get("appointment", ""), expected)
        appointment.arrive(door=Door.PHONE, by=None, at=now)
        here = {"appointment": appointment, "here": clinic}
        return render(request, "portal/arrived.html", here)
    if not expected:
        raise NotToday
    waited_for = [(handle_of(one), one) for one in expected]
    context = {"expected": waited_for, "here": clinic}
    return render(request, "portal/arrive.html", context)
