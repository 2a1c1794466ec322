"""Coming in by a link that was sent: one press, and one patient's pages only."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from renxin.portal.middleware import let_in
from renxin.portal.models import Key, PhoneSession
from renxin.portal.phone import address_of, for_the_street
from renxin.portal.served import alone


@require_http_methods(["GET", "POST"])
@for_the_street
def show(request: HttpRequest, secret: str) -> HttpResponse:
    """Looking opens nothing: programs that look at links before people do are many."""
    now = timezone.now()
    key = Key.objects.behind(secret, Key.Kind.LINK, at=now)
    if key is None:
        raise Http404
    people = alone(key.patient)
    if not people:
        raise Http404
    if request.method != "POST":
        context = {"patient": people[0].patient, "clinic": people[0].clinic}
        return render(request, "portal/link.html", context)
    session = PhoneSession.open(
        key.contact_point,
        at=now,
        only=people[0].patient,
        address=address_of(request),
    )
    return let_in(redirect("portal:home"), session)
