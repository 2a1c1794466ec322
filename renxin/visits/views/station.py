"""Setting up the way through the house: its stations, and the waiting-room display."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from renxin.desk.access import needs
from renxin.desk.refusal import Refusal
from renxin.desk.typed import number_in
from renxin.staff.desk import DeskRequest
from renxin.visits.forms import StationForm
from renxin.visits.models import DisplayKey, Station
from renxin.visits.refusals import NameTaken

FIELDS = ("name", "stage", "department", "goal_minutes")
WAYS = {"up": -1, "down": 1}


@require_http_methods(["GET", "POST"])
@needs("visits.set_up")
def index(request: DeskRequest) -> HttpResponse:
    """The stations in their order; POST makes a new key for the display."""
    address = ""
    if request.method == "POST":
        secret = DisplayKey.make(request.clinic, by=request.staff, at=timezone.now())
        path = reverse("visits:display", args=[secret])
        address = request.build_absolute_uri(path)
    return _listed(request, address=address)


@require_http_methods(["GET", "POST"])
@needs("visits.set_up")
def create(request: DeskRequest) -> HttpResponse:
    form = StationForm(request.POST or None, clinic=request.clinic)
    if form.is_valid() and _kept(request, form, Station(clinic=request.clinic)):
        return redirect("visits:stations")
    status = 422 if form.errors else 200
    return render(request, "visits/station.html", {"form": form}, status=status)


@require_http_methods(["GET", "POST"])
@needs("visits.set_up")
def update(request: DeskRequest, pk: int) -> HttpResponse:
    station = _mine(request, pk)
    now = {name: getattr(station, name) for name in FIELDS}
    form = StationForm(request.POST or None, clinic=request.clinic, initial=now)
    if form.is_valid():
        station.take_version(number_in(request.POST.get("version", "")) or 0)
        if _kept(request, form, station):
            return redirect("visits:stations")
    context = {"form": form, "station": station}
    status = 422 if form.errors else 200
    return render(request, "visits/station.html", context, status=status)


@require_POST
@needs("visits.set_up")
def close(request: DeskRequest, pk: int) -> HttpResponse:
    """Nobody is sent there any more; or again, from now on."""
    station, now = _mine(request, pk), timezone.now()
    try:
        if "again" in request.POST:
            station.reopen(by=request.staff, at=now)
        else:
            station.close(by=request.staff, at=now)
    except Refusal as refusal:
        return _listed(request, refusal)
    return redirect("visits:stations")


@require_POST
@needs("visits.set_up")
def change_places(request: DeskRequest, pk: int) -> HttpResponse:
    way = WAYS.get(request.POST.get("way", ""), 0)
    _mine(request, pk).change_places(way, by=request.staff, at=timezone.now())
    return redirect("visits:stations")


@require_POST
@needs("visits.set_up")
def revoke(request: DeskRequest) -> HttpResponse:
    """The display shows nothing from now on."""
    DisplayKey.revoke(request.clinic, at=timezone.now())
    return redirect("visits:stations")


def _mine(request: DeskRequest, pk: int) -> Station:
    found: Station = get_object_or_404(Station.objects.at(request.clinic), pk=pk)
    return found


def _listed(
    request: DeskRequest, refusal: Refusal | None = None, *, address: str = ""
) -> HttpResponse:
    keys = DisplayKey.objects.at(request.clinic).live().select_related("by")
    context = {
        "stations": Station.objects.at(request.clinic).select_related("department"),
        "key": keys.first(),
        "address": address,
        "refusal": refusal,
    }
    status = refusal.status if refusal else 200
    return render(request, "visits/stations.html", context, status=status)


def _kept(request: DeskRequest, form: StationForm, station: Station) -> bool:
    for name in FIELDS:
        setattr(station, name, form.cleaned_data[name])
    try:
        station.keep(by=request.staff, at=timezone.now())
    except NameTaken as refusal:
        form.add_error("name", str(refusal))
        return False
    return True
