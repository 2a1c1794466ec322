from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from renxin.desk.access import needs
from renxin.desk.refusal import Refusal
from renxin.rosters.forms import LeaveForm, WhyForm
from renxin.rosters.models import Leave
from renxin.rosters.telling import stretch_told
from renxin.rosters.views import answers
from renxin.rosters.views.week import asked
from renxin.staff.desk import DeskRequest

SHOWN = 200


@require_GET
@needs("rosters.see")
def index(request: DeskRequest) -> HttpResponse:
    """Who is away and will be, the nearest first."""
    leaves = _seen_by(request).filter(during__endswith__gt=timezone.now())
    zone = request.clinic.zone
    ordered = leaves.order_by("during", "pk")[:SHOWN]
    context = {
        "leaves": [(one, stretch_told(one.during, zone)) for one in ordered],
        "may_plan": request.staff.may("rosters.plan"),
    }
    page = "_leaves" if request.headers.get("HX-Request") else "leaves"
    return render(request, f"rosters/{page}.html", context)


@require_http_methods(["GET", "POST"])
@needs("rosters.plan")
def create(request: DeskRequest) -> HttpResponse:
    """Enter that somebody will be away."""
    day = asked(request, "day") or request.clinic.day_of(timezone.now())
    told = {"first": day, "last": day, "staff": request.GET.get("staff")}
    people = answers.people_of(request)
    form = LeaveForm(request.POST or None, initial=told, people=people)
    if not form.is_valid():
        return answers.dialog(request, "_new_leave.html", {"form": form})
    cleaned = form.cleaned_data
    leave = Leave(
        staff=cleaned["staff"],
        kind=cleaned["kind"],
        note=cleaned["note"],
        during=form.during(request.clinic),
    )
    try:
        leave.enter(clinic=request.clinic, by=request.staff, at=timezone.now())
    except Refusal as refusal:
        return answers.dialog(request, "_new_leave.html", {"form": form}, refusal)
    text = _("Whoever is booked then stands with the front desk, under Today.")
    return answers.done(request, _told(request, leave), text, reverse("rosters:leaves"))


@require_http_methods(["GET", "POST"])
@needs("rosters.plan")
def remove(request: DeskRequest, pk: int) -> HttpResponse:
    """Take a leave back: they are here after all."""
    leave = get_object_or_404(_seen_by(request), pk=pk)
    form = WhyForm(request.POST if request.method == "POST" else None)
    context = {"form": form, "leave": leave, "told": _told(request, leave)}
    if not form.is_valid():
        return answers.dialog(request, "_take_back.html", context)
    why, now = form.cleaned_data["why"], timezone.now()
    try:
        leave.take_back(why=why, clinic=request.clinic, by=request.staff, at=now)
    except Refusal as refusal:
        return answers.dialog(request, "_take_back.html", context, refusal)
    title = _("Leave taken back")
    text = _told(request, leave)
    return answers.done(request, title, text, reverse("rosters:leaves"))


def _seen_by(request: DeskRequest) -> QuerySet[Leave]:
    mine = Leave.objects.standing().filter(staff__in=answers.people_of(request))
    return mine.select_related("staff")


def _told(request: DeskRequest, leave: Leave) -> str:
    when = stretch_told(leave.during, request.clinic.zone)
    return f"{leave.staff.name}·{when}"
