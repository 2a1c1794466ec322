from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from renxin.clinics import week
from renxin.clinics.forms import HoursForm, SpecialDayForm
from renxin.clinics.models import Clinic, SpecialDay
from renxin.desk.access import needs
from renxin.desk.refusal import Refusal


@require_http_methods(["GET", "POST"])
@needs("clinics.set_up")
def update(request: HttpRequest, pk: int) -> HttpResponse:
    """When a clinic is open in an ordinary week."""
    clinic = get_object_or_404(Clinic, pk=pk)
    form = HoursForm(request.POST or None, initial=_standing(clinic))
    if not form.is_valid():
        return _page(request, clinic, form=form)
    version = request.POST.get("version", "")
    try:
        clinic.take_version(int(version) if version.isdecimal() else 0)
        week.open_at(clinic, form.stretches(), **_by(request))
    except Refusal as refusal:
        return _page(request, clinic, form=form, refusal=refusal)
    return redirect("clinics:hours", pk)


@require_POST
@needs("clinics.set_up")
def create(request: HttpRequest, pk: int) -> HttpResponse:
    """A day on which it is shut, or open at other hours."""
    clinic = get_object_or_404(Clinic, pk=pk)
    form = SpecialDayForm(request.POST)
    if not form.is_valid():
        return _page(request, clinic, day_form=form)
    told = form.cleaned_data["day"], form.cleaned_data["label"], form.stretch()
    try:
        week.except_on(clinic, *told, **_by(request))
    except Refusal as refusal:
        return _page(request, clinic, day_form=form, refusal=refusal)
    return redirect("clinics:hours", pk)


@require_POST
@needs("clinics.set_up")
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """The day is one like any other again."""
    special = get_object_or_404(SpecialDay.objects.select_related("clinic"), pk=pk)
    week.take_back(special, **_by(request))
    return redirect("clinics:hours", special.clinic_id)


def _by(request: HttpRequest) -> dict[str, Any]:
    return {"by_id": request.user.pk, "at": timezone.now()}


def _standing(clinic: Clinic) -> dict[str, str]:
    hours = clinic.opening_hours.order_by("weekday", "from_minute")
    return HoursForm.told(hours)


def _page(
    request: HttpRequest,
    clinic: Clinic,
    *,
    form: HoursForm | None = None,
    day_form: SpecialDayForm | None = None,
    refusal: Refusal | None = None,
) -> HttpResponse:
    today = clinic.day_of(timezone.now())
    context = {
        "place": clinic,
        "form": form or HoursForm(initial=_standing(clinic)),
        "day_form": day_form or SpecialDayForm(),
        "special": clinic.special_days.filter(day__gte=today).order_by("day"),
        "refusal": refusal,
    }
    shown = [one for one in (form, day_form) if one is not None]
    wrong = any(one.errors for one in shown)
    status = refusal.status if refusal else (422 if wrong else 200)
    return render(request, "clinics/hours.html", context, status=status)
