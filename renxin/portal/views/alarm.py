"""Alarms at the patients' door: what happened, what it means, who looked into it."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from renxin.desk.access import needs
from renxin.desk.refusal import Refusal
from renxin.portal.models import Alarm
from renxin.portal.models.alarm import LENGTH
from renxin.staff.desk import DeskRequest

ROWS = 50


@require_GET
@needs("alarms.see")
def index(request: DeskRequest) -> HttpResponse:
    """What nobody has looked into yet, then the latest others."""
    alarms = Alarm.objects.visible_to(request.staff).select_related(
        "clinic", "clearance__by"
    )
    context = {
        "open": alarms.open().order_by("-at", "-pk")[:ROWS],
        "cleared": alarms.exclude(clearance=None).order_by("-at", "-pk")[:ROWS],
    }
    return render(request, "portal/alarms.html", context)


@require_POST
@needs("alarms.see")
def clear(request: DeskRequest, pk: int) -> HttpResponse:
    alarm = get_object_or_404(Alarm.objects.visible_to(request.staff), pk=pk)
    found = request.POST.get("found", "").strip()[:LENGTH]
    if not found:
        raise Refusal(_("Write what you found, in a word or two."))
    alarm.clear(found=found, by=request.staff, at=timezone.now())
    return HttpResponseRedirect(reverse("portal:alarms"))
