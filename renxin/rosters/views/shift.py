from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from renxin.desk.access import needs
from renxin.desk.refusal import Refusal
from renxin.rosters.days import WEEK, monday_of, whole
from renxin.rosters.forms import NewShiftForm, ShiftForm, SwapForm, WhyForm
from renxin.rosters.models import Shift
from renxin.rosters.telling import hours_told
from renxin.rosters.views import answers
from renxin.staff.desk import DeskRequest
from renxin.staff.roles import Role

NEW = ("staff", "role", "day", "starts", "ends", "department", "chair")


@require_http_methods(["GET", "POST"])
@needs("rosters.plan")
def create(request: DeskRequest) -> HttpResponse:
    """A shift for one day, beside what the patterns say."""
    told = {name: request.GET[name] for name in NEW if name in request.GET}
    form = NewShiftForm(
        request.POST or None,
        initial={"starts": "08:30", "ends": "17:30"} | told,
        people=answers.people_of(request),
        clinic=request.clinic,
    )
    if not form.is_valid():
        return answers.dialog(request, "_new_shift.html", {"form": form})
    cleaned = form.cleaned_data
    shift = Shift(
        staff=cleaned["staff"],
        clinic=request.clinic,
        role=Role(cleaned["role"]),
        department=cleaned["department"],
        chair=cleaned["chair"],
        during=form.on(cleaned["day"], request.clinic.zone),
    )
    try:
        shift.add(why=cleaned["why"], by=request.staff, at=timezone.now())
    except Refusal as refusal:
        return answers.dialog(request, "_new_shift.html", {"form": form}, refusal)
    return _done(request, shift, _("Shift added"))


@require_http_methods(["GET", "POST"])
@needs("rosters.plan")
def update(request: DeskRequest, pk: int) -> HttpResponse:
    """Other hours or another room on this one day."""
    shift = _seen_by(request, pk)
    first, last = _local(shift.during.lower, shift), _local(shift.during.upper, shift)
    standing = {
        "starts": f"{first:%H:%M}",
        "ends": f"{last:%H:%M}",
        "department": shift.department_id,
        "chair": shift.chair_id,
    }
    form = ShiftForm(request.POST or None, initial=standing, clinic=request.clinic)
    context = {"form": form, "shift": shift, "day": first.date()}
    if not form.is_valid():
        return answers.dialog(request, "_shift.html", context)
    cleaned = form.cleaned_data
    try:
        shift.change(
            form.on(first.date(), request.clinic.zone),
            department=cleaned["department"],
            chair=cleaned["chair"],
            why=cleaned["why"],
            by=request.staff,
            at=timezone.now(),
        )
    except Refusal as refusal:
        return answers.dialog(request, "_shift.html", context, refusal)
    return _done(request, shift, _("Shift changed"))


@require_http_methods(["GET", "POST"])
@needs("rosters.plan")
def remove(request: DeskRequest, pk: int) -> HttpResponse:
    """Not on this one day."""
    shift = _seen_by(request, pk)
    form = WhyForm(request.POST if request.method == "POST" else None)
    context = {"form": form, "shift": shift}
    if not form.is_valid():
        return answers.dialog(request, "_drop.html", context)
    why = form.cleaned_data["why"]
    try:
        shift.drop(why=why, by=request.staff, at=timezone.now())
    except Refusal as refusal:
        return answers.dialog(request, "_drop.html", context, refusal)
    return _done(request, shift, _("Shift dropped"))


@require_http_methods(["GET", "POST"])
@needs("rosters.plan")
def swap(request: DeskRequest, pk: int) -> HttpResponse:
    """Two people work each other's shift."""
    shift = _seen_by(request, pk)
    others = _others(shift)
    choices = [(str(key), _told(one)) for key, one in others.items()]
    form = SwapForm(request.POST or None, shifts=choices)
    context = {"form": form, "shift": shift}
    if not form.is_valid():
        return answers.dialog(request, "_swap.html", context)
    other = others[int(form.cleaned_data["other"])]
    why = form.cleaned_data["why"]
    try:
        shift.swap_with(other, why=why, by=request.staff, at=timezone.now())
    except Refusal as refusal:
        return answers.dialog(request, "_swap.html", context, refusal)
    return _done(request, shift, _("Shifts swapped"))


def _seen_by(request: DeskRequest, pk: int) -> Shift:
    shifts = Shift.objects.filter(clinic=request.clinic)
    found: Shift = get_object_or_404(
        shifts.select_related("staff", "clinic", "department", "chair"), pk=pk
    )
    return found


def _others(shift: Shift) -> dict[int, Shift]:
    """What it may be swapped for: shifts of the same role in the same week."""
    monday = monday_of(shift.clinic.day_of(shift.during.lower))
    week = whole(monday, shift.clinic.zone, monday + timedelta(days=WEEK - 1))
    others = Shift.objects.filter(clinic=shift.clinic, role=shift.role).begun_in(week)
    others = others.filter(during__endswith__gt=timezone.now())
    chosen = others.exclude(staff=shift.staff).select_related("staff", "clinic")
    return {one.pk: one for one in chosen.order_by("during", "pk")}


def _local(moment: datetime, shift: Shift) -> datetime:
    return moment.astimezone(ZoneInfo(shift.clinic.zone))


def _told(shift: Shift) -> str:
    return f"{shift.staff.name} {hours_told(shift.during, shift.clinic.zone)}"


def _done(request: DeskRequest, shift: Shift, title: str) -> HttpResponse:
    monday = monday_of(shift.clinic.day_of(shift.during.lower))
    back = f"{reverse('rosters:index')}?week={monday}"
    return answers.done(request, title, _told(shift), back)
