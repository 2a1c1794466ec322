"""The checklists: what each role owes at each station, and their new versions."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from renxin.desk.access import needs
from renxin.desk.refusal import Refusal
from renxin.staff.desk import DeskRequest
from renxin.visits.duties import of_day as duties_of_day
from renxin.visits.duties.form import LineFormSet
from renxin.visits.duties.publishing import SETS_UP, publish
from renxin.visits.kinds import Stage
from renxin.visits.models import Checklist


@require_GET
@needs("visits.set_up")
def index(request: DeskRequest) -> HttpResponse:
    """As they hold here now, and how much of it was done today."""
    now = timezone.now()
    held = Checklist.objects.holding(request.clinic.pk, at=now)
    held = held.select_related("clinic", "by").prefetch_related("duties")
    order = list(Stage)
    lists = sorted(held, key=lambda one: (order.index(Stage(one.stage)), one.role))
    done = duties_of_day.of_day(request.clinic, request.clinic.day_of(now))
    context = {"checklists": lists, "completions": done}
    return render(request, "visits/checklists.html", context)


@require_http_methods(["GET", "POST"])
@needs("visits.set_up")
def publish_next(request: DeskRequest, pk: int) -> HttpResponse:
    """Write the next version from the one that is read."""
    ours = Checklist.objects.filter(clinic=None) | Checklist.objects.filter(
        clinic=request.clinic
    )
    read = get_object_or_404(ours.select_related("clinic"), pk=pk)
    lines = LineFormSet(request.POST or None, initial=_lines_of(read))
    context = {"checklist": read, "lines": lines, "refusal": None}
    context["works_everywhere"] = request.staff.clinics_with(SETS_UP) is None
    if request.method == "GET":
        return render(request, "visits/checklist.html", context)
    if not lines.is_valid():
        return render(request, "visits/checklist.html", context, status=422)
    try:
        publish(
            read,
            [form.line() for form in lines if form.says_something()],
            here=request.clinic if request.POST.get("where") == "here" else None,
            by=request.staff,
            at=timezone.now(),
        )
    except Refusal as refusal:
        context["refusal"] = refusal
        return render(request, "visits/checklist.html", context, status=refusal.status)
    return redirect("visits:checklists")


def _lines_of(checklist: Checklist) -> list[dict[str, object]]:
    told = ("code", "zh", "en", "standard", "asks", "is_required")
    return list(checklist.duties.order_by("position").values(*told))
