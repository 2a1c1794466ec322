"""What the house does for patients, and what each of it takes up."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from renxin.booking.forms import ServiceForm
from renxin.booking.models import Service
from renxin.booking.models.service import CodeTaken, Need
from renxin.desk.access import needs
from renxin.desk.typed import number_in
from renxin.staff.desk import DeskRequest

FIELDS = (
    "name",
    "code",
    "department_code",
    "minutes",
    "preparation_minutes",
    "cleanup_minutes",
    "assistants",
    "device_kind",
    "is_offered",
)


@require_GET
@needs("booking.set_up")
def index(request: DeskRequest) -> HttpResponse:
    services = Service.objects.order_by("ended_on", "name", "pk")
    return render(request, "booking/services.html", {"services": services})


@require_http_methods(["GET", "POST"])
@needs("booking.set_up")
def create(request: DeskRequest) -> HttpResponse:
    form = ServiceForm(request.POST or None)
    if form.is_valid() and _saved(form, Service()):
        return redirect("booking:services")
    status = 422 if form.errors else 200
    return render(request, "booking/service.html", {"form": form}, status=status)


@require_http_methods(["GET", "POST"])
@needs("booking.set_up")
def update(request: DeskRequest, pk: int) -> HttpResponse:
    service = get_object_or_404(Service, pk=pk)
    now = {name: getattr(service, name) for name in FIELDS}
    now["needs_chair"] = service.needs_chair()
    form = ServiceForm(request.POST or None, initial=now)
    if form.is_valid():
        service.take_version(number_in(request.POST.get("version", "")) or 0)
        if _saved(form, service):
            return redirect("booking:services")
    context = {"form": form, "service": service}
    status = 422 if form.errors else 200
    return render(request, "booking/service.html", context, status=status)


@require_POST
@needs("booking.set_up")
def end(request: DeskRequest, pk: int) -> HttpResponse:
    """No longer given from today, or given again; what is booked stays."""
    service = get_object_or_404(Service, pk=pk)
    verb = service.give_again if "again" in request.POST else service.end
    verb(clinic=request.clinic, by=request.staff, at=timezone.now())
    return redirect("booking:services")


def _saved(form: ServiceForm, service: Service) -> bool:
    for name in FIELDS:
        setattr(service, name, form.cleaned_data[name])
    service.room = Need.CHAIR if form.cleaned_data["needs_chair"] else Need.NONE
    try:
        service.keep()
    except CodeTaken as refusal:
        form.add_error("code", str(refusal))
        return False
    return True
