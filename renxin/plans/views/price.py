"""The published price list: for the house to set, for anybody to read."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from renxin.clinics.models import Clinic
from renxin.desk.access import needs, public
from renxin.desk.refusal import Refusal
from renxin.plans.models import PriceItem
from renxin.plans.price_form import PriceForm
from renxin.staff.desk import DeskRequest, stand_at

FIELDS = ("code", "name", "content", "unit", "kind", "conditions")
HOUR = 3600


@require_GET
@needs("plans.see")
def index(request: DeskRequest) -> HttpResponse:
    """As it stands today, or stood on another day."""
    typed, day = request.GET.get("q", "").strip(), _day(request)
    prices = PriceItem.objects.at(request.clinic).on(day).matching(typed)
    context = {
        "prices": prices.order_by("code"),
        "day": day,
        "typed": typed,
        "may_price": request.staff.may("plans.price"),
    }
    return render(request, "plans/prices.html", context)


@require_http_methods(["GET", "POST"])
@needs("plans.price")
def create(request: DeskRequest) -> HttpResponse:
    today = request.clinic.day_of(timezone.now())
    form = PriceForm(request.POST or None, initial={"from_day": today})
    return _published(request, form, request.clinic)


@require_http_methods(["GET", "POST"])
@needs("plans.price")
def update(request: DeskRequest, pk: int) -> HttpResponse:
    """A new price of the same thing; the old one is kept with its days."""
    old = _seen_by(request, pk)
    first = {name: getattr(old, name) for name in FIELDS}
    first["price"] = f"{old.price_fen / 100:.2f}"
    first["from_day"] = old.clinic.day_of(timezone.now())
    form = PriceForm(request.POST or None, initial=first)
    form.fields["code"].disabled = True
    return _published(request, form, old.clinic, old)


@require_POST
@needs("plans.price")
def end(request: DeskRequest, pk: int) -> HttpResponse:
    """From today on it is no longer offered."""
    now = timezone.now()
    price = _seen_by(request, pk)
    price.end(on=price.clinic.day_of(now), by=request.staff, at=now)
    return redirect("plans:prices")


@require_GET
@public
@cache_control(public=True, max_age=HOUR)
def wall(request: HttpRequest, code: str) -> HttpResponse:
    """What everything costs, for anybody to read, as on the wall of the clinic."""
    clinic = get_object_or_404(Clinic, code=code)
    day = clinic.day_of(timezone.now())
    prices = PriceItem.objects.at(clinic).on(day).order_by("code")
    context = {"at": clinic, "prices": prices, "day": day}
    return render(request, "plans/wall.html", context)


def _published(
    request: DeskRequest, form: PriceForm, clinic: Clinic, old: PriceItem | None = None
) -> HttpResponse:
    refusal: Refusal | None = None
    if form.is_valid():
        try:
            PriceItem.publish(
                form.told(),
                clinic=clinic,
                from_day=form.cleaned_data["from_day"],
                by=request.staff,
                at=timezone.now(),
            )
        except Refusal as refused:
            refusal = refused
        else:
            return redirect("plans:prices")
    status = refusal.status if refusal else 422 if form.errors else 200
    earlier = _history(old) if old else []
    context = {"form": form, "old": old, "earlier": earlier, "refusal": refusal}
    return render(request, "plans/price.html", context, status=status)


def _history(old: PriceItem) -> list[PriceItem]:
    prices = PriceItem.objects.filter(clinic=old.clinic_id, code=old.code)
    return list(prices.order_by("-valid_from", "-pk")[:50])


def _seen_by(request: DeskRequest, pk: int) -> PriceItem:
    prices = PriceItem.objects.visible_to(request.staff).select_related("clinic")
    found: PriceItem = get_object_or_404(prices, pk=pk)
    stand_at(request, found.clinic_id)
    return found


def _day(request: DeskRequest) -> date:
    try:
        asked = parse_date(request.GET.get("day", ""))
    except ValueError:
        asked = None
    return asked or request.clinic.day_of(timezone.now())
