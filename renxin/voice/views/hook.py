"""Carriers call here, at an address that holds a key; what they bring, comes in once.

Who signs is asked for the signature. Of who does not, only what is of these days is
heard, and only about messages that went by them. No log and no page has the key.
"""

import hashlib
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from renxin.desk.access import public
from renxin.patients.models import ContactPoint
from renxin.patients.phones import NotAPhone, clean
from renxin.voice import channels
from renxin.voice.channels import Channel
from renxin.voice.hooked import Call, Forged, Heard, Written
from renxin.voice.models import Heeded, Outlet
from renxin.voice.outbox import numbers, replies, reports

LONGEST = 512 * 1024


@csrf_exempt
@require_http_methods(["GET", "POST"])
@public
def show(request: HttpRequest, channel: str, key: str) -> HttpResponse:
    """Take in what a carrier tells us; what makes no sense changes nothing."""
    outlet = get_object_or_404(Outlet.objects.on(), channel=channel)
    module = channels.to_set_up().get(channel)
    heard = getattr(module, "heard", None)
    if heard is None or not outlet.opens(key):
        raise Http404
    if len(request.body) > LONGEST:
        return _not_read()
    call, now = Call(request.body, request.GET.dict()), timezone.now()
    try:
        found: Heard = heard(call, outlet, at=now)
    except Forged:
        raise Http404 from None
    except (ValueError, KeyError, TypeError, AttributeError):
        return _not_read()
    if request.method == "POST" and _is_news(channel, call, at=now):
        _take_in(channels.opened(outlet), found, at=now)
    return HttpResponse(found.answer, content_type=found.type)


def _not_read() -> HttpResponse:
    """Said to the carrier alone: the log would write the address down."""
    answer = HttpResponseBadRequest()
    answer._has_been_logged = True  # type: ignore[attr-defined]  # noqa: SLF001
    return answer


def _is_news(channel: str, call: Call, *, at: datetime) -> bool:
    whole = repr(sorted(call.query.items())).encode() + call.body
    digest = hashlib.sha256(whole).digest()
    _seen, new = Heeded.objects.get_or_create(
        channel=channel, digest=digest, defaults={"at": at}
    )
    return new


def _take_in(channel: Channel, found: Heard, *, at: datetime) -> None:
    for one in found.reports:
        reports.tell(channel.name, one, at=at)
    for address in found.gone:
        for left in ContactPoint.objects.filter(kind=channel.reaches, value=address):
            numbers.gone(left, at=at)
    for written in found.replies:
        point = _point(channel, written)
        if point:
            number = written.outside_id
            replies.hear(
                channel.name,
                channel.family,
                point,
                written.words,
                outside_id=number,
                at=at,
            )


def _point(channel: Channel, written: Written) -> ContactPoint | None:
    if channel.reaches != ContactPoint.Kind.PHONE:
        known = ContactPoint.objects.filter(kind=channel.reaches, value=written.sender)
        return known.first()
    try:
        return ContactPoint.phone(clean(written.sender))
    except NotAPhone:
        return None
