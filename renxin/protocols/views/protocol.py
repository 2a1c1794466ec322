"""The list with its health, and one protocol with everything that is known of it."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from renxin.desk.access import needs
from renxin.protocols import health, shown
from renxin.protocols.kinds import Kind
from renxin.protocols.models import (
    PlanningAlarm,
    PlanningRun,
    Protocol,
    ProtocolVersion,
)
from renxin.staff.desk import DeskRequest


@require_GET
@needs("protocols.see")
def index(request: DeskRequest) -> HttpResponse:
    """By what they are for, the most pressing voice first."""
    found = health.standings(at=timezone.now())
    kinds = [
        (kind, [one for one in found if one.protocol.kind == kind]) for kind in Kind
    ]
    context = {
        "kinds": [(kind, theirs) for kind, theirs in kinds if theirs],
        "unsigned": sum(not one.is_signed for one in found),
        "on": sum(one.run is not None for one in found),
        "last": PlanningRun.objects.order_by("-at").first(),
        "alarm": PlanningAlarm.objects.open().first(),
        "may_write": request.staff.may("protocols.write"),
        "may_see_figures": request.staff.may("figures.see"),
    }
    return render(request, "protocols/index.html", context)


@require_GET
@needs("protocols.see")
def show(request: DeskRequest, pk: int) -> HttpResponse:
    protocol = get_object_or_404(Protocol, pk=pk)
    told = shown.page_of(protocol, request.staff, at=timezone.now())
    return render(request, "protocols/show.html", told)


@require_GET
@needs("protocols.see")
def version(request: DeskRequest, pk: int) -> HttpResponse:
    """As it was written, word for word."""
    versions = ProtocolVersion.objects.select_related("protocol", "by", "signature__by")
    found = get_object_or_404(versions, pk=pk)
    return render(request, "protocols/version.html", {"version": found})


@require_POST
@needs("protocols.write")
def hear(request: DeskRequest, pk: int) -> HttpResponse:
    """I have seen the alarm and look into it."""
    alarm = get_object_or_404(PlanningAlarm, pk=pk)
    alarm.hear(by=request.staff, at=timezone.now())
    return redirect("protocols:index")
