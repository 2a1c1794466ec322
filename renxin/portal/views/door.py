"""Here: the code at the clinic's door, and who stands before it."""

import qrcode
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods
from qrcode.image.svg import SvgPathImage

from renxin.booking.kinds import Door
from renxin.desk.access import needs
from renxin.portal import door, policy
from renxin.portal.handles import found, handle_of
from renxin.portal.links import whole
from renxin.portal.phone import PhoneRequest, for_patients, for_the_street
from renxin.portal.refusals import NotToday
from renxin.staff.desk import DeskRequest


@require_GET
@needs("booking.book")
def sheet(request: DeskRequest) -> HttpResponse:
    """For the screen that stands at the door."""
    token = door.token_of(request.clinic, at=timezone.now())
    path = reverse("portal:door", args=[token])
    address = whole(path) or request.build_absolute_uri(path)
    minutes = int(policy.door_rotates().total_seconds() // 60)
    context = {"address": address, "minutes": minutes}
    return render(request, "portal/door_sheet.html", context)


@require_GET
@needs("booking.book")
def picture(request: DeskRequest) -> HttpResponse:
    """The same as a picture for a phone's camera."""
    token = door.token_of(request.clinic, at=timezone.now())
    path = reverse("portal:door", args=[token])
    address = whole(path) or request.build_absolute_uri(path)
    drawn = qrcode.make(address, image_factory=SvgPathImage, border=2)
    return HttpResponse(drawn.to_string(), content_type="image/svg+xml")


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
