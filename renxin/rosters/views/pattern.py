from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from renxin.clinics.models.opening_hours import Weekday
from renxin.desk.access import needs
from renxin.desk.refusal import Refusal
from renxin.rosters import weeks
from renxin.rosters.forms import EndForm, WeekForm
from renxin.rosters.left_out import left_out
from renxin.rosters.models import Pattern
from renxin.rosters.models.pattern import Every
from renxin.rosters.ordinary import ordinary_weeks
from renxin.rosters.views import answers
from renxin.staff.desk import DeskRequest
from renxin.staff.models import Staff
from renxin.staff.roles import Role

NAMED = 5
USUAL = {
    "starts": "08:30",
    "ends": "17:30",
    "break_from": "12:00",
    "break_until": "13:30",
    "weekdays": [0, 1, 2, 3, 4],
}


@require_GET
@needs("rosters.see")
def index(request: DeskRequest) -> HttpResponse:
    """Everybody's ordinary week, as far as it still holds."""
    today = request.clinic.day_of(timezone.now())
    context = {
        "people": ordinary_weeks(request.clinic, today),
        "left_out": left_out(request.clinic, at=timezone.now()),
        "weekdays": Weekday.choices,
        "today": today,
        "may_plan": request.staff.may("rosters.plan"),
    }
    page = "_patterns" if request.headers.get("HX-Request") else "patterns"
    return render(request, f"rosters/{page}.html", context)


@require_http_methods(["GET", "POST"])
@needs("rosters.plan")
def create(request: DeskRequest) -> HttpResponse:
    """Write somebody's week down."""
    now = timezone.now()
    told = USUAL | {"since_on": request.clinic.day_of(now)}
    told["staff"] = request.GET.get("staff", "")
    form = WeekForm(
        request.POST or None,
        initial=told,
        people=answers.people_of(request),
        clinic=request.clinic,
    )
    if not form.is_valid():
        return answers.dialog(request, "_new_pattern.html", {"form": form})
    try:
        done = weeks.make(_week(request, form), by=request.staff, at=now)
    except Refusal as refusal:
        return answers.dialog(request, "_new_pattern.html", {"form": form}, refusal)
    text = ngettext("%(n)s shift laid out", "%(n)s shifts laid out", done.laid)
    text = text % {"n": done.laid} + _left(form.cleaned_data["staff"], request, at=now)
    title, back = _("Weekly pattern made"), reverse("rosters:patterns")
    return answers.done(request, title, text, back)


def _left(staff: Staff, request: DeskRequest, *, at: datetime) -> str:
    """On which days nothing was laid, as they already work then; the first few."""
    left = [one for one in left_out(request.clinic, at=at) if one.staff_id == staff.pk]
    if not left:
        return ""
    days = sorted({one.day for one in left})
    named = _(", ").join(date_format(day, _("j M")) for day in days[:NAMED])
    told = ngettext(
        "; %(n)s day left out, as they already work then: %(days)s",
        "; %(n)s days left out, as they already work then: %(days)s",
        len(days),
    )
    more = " …" if len(days) > NAMED else ""
    return told % {"n": len(days), "days": named + more}


@require_http_methods(["GET", "POST"])
@needs("rosters.plan")
def remove(request: DeskRequest, pk: int) -> HttpResponse:
    """End one day of somebody's week."""
    mine = Pattern.objects.at(request.clinic).select_related("staff", "clinic")
    pattern: Pattern = get_object_or_404(mine, pk=pk)
    now = timezone.now()
    form = EndForm(request.POST or None, initial={"on": request.clinic.day_of(now)})
    context = {"form": form, "pattern": pattern}
    if not form.is_valid():
        return answers.dialog(request, "_end.html", context)
    try:
        done = weeks.end(pattern, on=form.cleaned_data["on"], by=request.staff, at=now)
    except Refusal as refusal:
        return answers.dialog(request, "_end.html", context, refusal)
    text = ngettext("%(n)s shift fell away", "%(n)s shifts fell away", done.withdrawn)
    title, back = _("Weekly pattern ended"), reverse("rosters:patterns")
    return answers.done(request, title, text % {"n": done.withdrawn}, back)


def _week(request: DeskRequest, form: WeekForm) -> weeks.WorkingWeek:
    cleaned = form.cleaned_data
    return weeks.WorkingWeek(
        staff=cleaned["staff"],
        clinic=request.clinic,
        role=Role(cleaned["role"]),
        weekdays=frozenset(map(int, cleaned["weekdays"])),
        stretches=form.stretches(),
        since_on=cleaned["since_on"],
        every=Every(cleaned["every"]),
        department=cleaned["department"],
        chair=cleaned["chair"],
    )
