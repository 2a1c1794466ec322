"""The line that never breaks: how it stands, who is broken, and mending it."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from renxin.desk.access import needs
from renxin.desk.refusal import Refusal
from renxin.desk.typed import number_in
from renxin.followup.forms import ReasonForm, StartForm
from renxin.followup.line import mending, shown
from renxin.followup.line.start import count_from
from renxin.followup.models import LineAlarm, LineBreak, LineStart
from renxin.followup.rooms import rooms_of
from renxin.followup.views import answers
from renxin.staff.desk import DeskRequest, stand_at


@require_GET
@needs("line.see")
def index(request: DeskRequest) -> HttpResponse:
    staff, now = request.staff, timezone.now()
    doctor = number_in(request.GET.get("doctor", ""))
    after = request.GET.get("after", "")
    context = shown.told(request.clinic, staff, doctor=doctor, after=after, at=now)
    context |= {
        "rooms": rooms_of(staff),
        "may_mend": staff.may("promises.keep"),
        "may_set_up": staff.may("line.set_up"),
        "today": request.clinic.day_of(now),
    }
    part = "_line.html" if request.htmx else "line.html"
    return render(request, f"followup/{part}", context)


@require_POST
@needs("line.see", "promises.keep")
def call(request: DeskRequest, pk: int) -> HttpResponse:
    """One key: the call desk rings them and agrees what comes next."""
    line_break = _seen_by(request, pk)
    now = timezone.now()
    try:
        promise = mending.promise_a_call(line_break, by=request.staff, at=now)
    except Refusal as refusal:
        return _refused(request, line_break, refusal)
    when = f"{timezone.localtime(promise.due_at):%m-%d %H:%M}"
    said = _("A call is promised, by %(when)s") % {"when": when}
    return answers.done(request, said, line_break.patient.name, "followup:line")


@require_http_methods(["GET", "POST"])
@needs("line.see", "promises.keep")
def reason(request: DeskRequest, pk: int) -> HttpResponse:
    line_break, now = _seen_by(request, pk), timezone.now()
    form = ReasonForm(request.POST or None)
    context = {"form": form, "line_break": line_break}
    if not form.is_valid():
        return answers.dialog(request, "_reason.html", context)
    told = form.cleaned_data
    try:
        mending.explain(
            line_break, told["why"], note=told["note"], by=request.staff, at=now
        )
    except Refusal as refusal:
        return answers.dialog(request, "_reason.html", context, refusal)
    said = _("Written down why nothing comes next")
    return answers.done(request, said, line_break.patient.name, "followup:line")


@require_http_methods(["GET", "POST"])
@needs("line.see", "line.set_up")
def start(request: DeskRequest) -> HttpResponse:
    """From which day the visits that were imported count."""
    stands = LineStart.objects.of(request.clinic)
    first = {"counted_from": stands.counted_from if stands else None}
    form = StartForm(request.POST or None, initial=first)
    context = {"form": form, "start": stands}
    if not form.is_valid():
        return answers.dialog(request, "_start.html", context)
    day, now = form.cleaned_data["counted_from"], timezone.now()
    try:
        count_from(request.clinic, day, by=request.staff, at=now)
    except Refusal as refusal:
        return answers.dialog(request, "_start.html", context, refusal)
    said = _("Counted from this day on, from tomorrow morning")
    return answers.done(request, said, f"{day:%Y-%m-%d}", "followup:line")


@require_POST
@needs("line.see", "promises.keep")
def hear(request: DeskRequest, pk: int) -> HttpResponse:
    """I have seen the alarm and see to it."""
    alarms = LineAlarm.objects.visible_to(request.staff).select_related("clinic")
    alarm: LineAlarm = get_object_or_404(alarms, pk=pk)
    stand_at(request, alarm.clinic_id)
    alarm.hear(by=request.staff, at=timezone.now())
    said = _("You see to it")
    return answers.done(request, said, alarm.clinic.short_name, "followup:line")


def _seen_by(request: DeskRequest, pk: int) -> LineBreak:
    """The break, for somebody who may see it; nobody else learns that it exists."""
    breaks = LineBreak.objects.visible_to(request.staff)
    people = breaks.select_related("patient__merged_into", "clinic")
    found: LineBreak = get_object_or_404(people, pk=pk)
    stand_at(request, found.clinic_id)
    return found


def _refused(
    request: DeskRequest, line_break: LineBreak, refusal: Refusal
) -> HttpResponse:
    """The way that is left: to write down why."""
    context = {"form": ReasonForm(), "line_break": line_break}
    return answers.dialog(request, "_reason.html", context, refusal)
