"""Channels as the house set them up. What is secret goes in here and stays in."""

from dataclasses import dataclass

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from renxin.desk.access import needs
from renxin.staff.desk import DeskRequest
from renxin.voice import channels
from renxin.voice.models import CarrierTemplate, Line, Outlet
from renxin.voice.outbox.approving import approve
from renxin.voice.outlet_forms import OutletForm, TemplateForm

RIGHT = "messages.set_up"


@dataclass(frozen=True)
class Row:
    """A channel there is, whether it is in use, and how its line is doing."""

    name: str
    title: str
    outlet: Outlet | None
    line: Line | None


@require_GET
@needs(RIGHT)
def index(request: DeskRequest) -> HttpResponse:
    outlets = {one.channel: one for one in Outlet.objects.all()}
    lines = {one.channel: one for one in Line.objects.all()}
    rows = [
        Row(name, str(module.TITLE), outlets.get(name), lines.get(name))
        for name, module in channels.to_set_up().items()
    ]
    return render(request, "voice/outlets.html", {"rows": rows})


@require_http_methods(["GET", "POST"])
@needs(RIGHT, fresh_proof=True)
def show(request: DeskRequest, channel: str) -> HttpResponse:
    module = channels.to_set_up().get(channel)
    if module is None:
        raise Http404
    outlet = Outlet.objects.filter(channel=channel).first()
    given = request.POST if request.method == "POST" else None
    form = OutletForm(module, outlet, given)
    if form.is_valid():
        Outlet.set_up(form.typed(channel), by=request.staff, at=timezone.now())
        return HttpResponseRedirect(reverse("voice:outlets"))
    context = {
        "title": module.TITLE,
        "form": form,
        "outlet": outlet,
        "calls_us": hasattr(module, "heard"),
        "templates": CarrierTemplate.objects.filter(channel=channel).order_by("saying"),
        "needs_template": getattr(module, "NEEDS_TEMPLATE", False),
        "template_form": TemplateForm(),
    }
    status = 200 if given is None else 422
    return render(request, "voice/outlet.html", context, status=status)


@require_POST
@needs(RIGHT, fresh_proof=True)
def address(request: DeskRequest, channel: str) -> HttpResponse:
    """Where the carrier is to call from now on, shown this once."""
    outlet = get_object_or_404(Outlet, channel=channel)
    key = outlet.new_hook(by=request.staff, at=timezone.now())
    place = request.build_absolute_uri(reverse("hook", args=[channel, key]))
    context = {"outlet": outlet, "hook": place}
    response = render(request, "voice/outlet_address.html", context)
    response["Cache-Control"] = "no-store"
    return response


@require_POST
@needs(RIGHT, fresh_proof=True)
def template(request: DeskRequest, channel: str) -> HttpResponse:
    """The carrier approved words of ours: under which number."""
    outlet = get_object_or_404(Outlet, channel=channel)
    form = TemplateForm(request.POST)
    if not form.is_valid():
        return render(
            request, "voice/outlet_template.html", {"template_form": form}, status=422
        )
    approve(outlet, by=request.staff, at=timezone.now(), **form.cleaned_data)
    return HttpResponseRedirect(reverse("voice:outlet", args=[channel]))
