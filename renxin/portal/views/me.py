"""What is the patient's own here: the calendar feed, and the keys that open things."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.http import require_GET, require_POST

from renxin.portal import ics
from renxin.portal.cards import ahead_of
from renxin.portal.handles import found, handle_of
from renxin.portal.links import whole
from renxin.portal.models import Key
from renxin.portal.phone import PhoneRequest, by_code, for_patients, for_the_street
from renxin.portal.served import alone, served
from renxin.voice.models import Tongue

FEEDS = 5


@require_GET
@for_patients
def index(request: PhoneRequest) -> HttpResponse:
    return render(request, "portal/me.html", {"keys": _keys(request)})


@require_POST
@for_patients
def make_feed(request: PhoneRequest) -> HttpResponse:
    """A calendar's own key; its address is shown this once."""
    by_code(request)
    now, point = timezone.now(), request.phone.contact_point
    feeds = [key for _handle, key in _keys(request) if key.kind == Key.Kind.FEED]
    for old in feeds[FEEDS - 1 :]:
        old.revoke(at=now)
    secret = Key.make(Key.Kind.FEED, request.patient, point, at=now)
    path = reverse("portal:feed", args=[secret])
    address = whole(path) or request.build_absolute_uri(path)
    return render(request, "portal/feed.html", {"address": address})


@require_POST
@for_patients
def revoke(request: PhoneRequest, handle: str) -> HttpResponse:
    found(handle, (key for _handle, key in _keys(request))).revoke(at=timezone.now())
    return redirect("portal:me")


@require_GET
@for_the_street
def feed(_request: HttpRequest, secret: str) -> HttpResponse:
    """What is ahead, for a calendar that asks every few hours."""
    now = timezone.now()
    key = Key.objects.behind(secret, Key.Kind.FEED, at=now)
    if key is None:
        raise Http404
    may = served(key.contact_point, at=now) if key.contact_point else []
    if key.patient.kept().pk not in {one.patient.pk for one in may}:
        raise Http404
    mine = alone(key.patient)[0].patient
    firm = [card.appointment for card in ahead_of(mine, at=now) if not card.held_until]
    with translation.override(Tongue.of(key.contact_point)):
        return HttpResponse(ics.calendar(firm, at=now), content_type=ics.TYPE)


def _keys(request: PhoneRequest) -> list[tuple[str, Key]]:
    """Their keys that still open something, the newest first."""
    live = Key.objects.live(at=timezone.now()).filter(patient=request.patient)
    return [(handle_of(key), key) for key in live.order_by("-made_at", "-pk")]
