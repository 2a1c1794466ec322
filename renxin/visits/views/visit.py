"""One card in hand: looked at, handed over, given to another doctor, judged anew."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from renxin.desk.access import needs
from renxin.desk.refusal import Refusal
from renxin.desk.typed import number_in
from renxin.patients import glance, page
from renxin.patients.models import Patient
from renxin.patients.views.at_hand import viewing_of
from renxin.rosters import duty
from renxin.staff.desk import DeskRequest, note_look
from renxin.staff.models.look import What
from renxin.visits.forms import DoctorForm, UrgencyForm
from renxin.visits.kinds import Urgency
from renxin.visits.line.judging import judge
from renxin.visits.models import Reordering, StageEntry, Station, Visit
from renxin.visits.views import answers


@require_GET
@needs("visits.see")
def show(request: DeskRequest, pk: int) -> HttpResponse:
    """Where they were today, how long it took, and what can be done now."""
    visit, now = answers.seen_by(request, pk), timezone.now()
    steps = visit.stage_entries.select_related("station", "sent_by", "begun_by")
    told = [(one, one.waited(at=now)) for one in steps.order_by("entered_at", "pk")]
    turned = Reordering.objects.filter(entry__visit=visit).select_related("by")
    mine = Patient.objects.visible_to(request.staff)
    kept = visit.patient.kept()
    patient = glance.at_a_glance(mine.filter(pk=kept.pk)).first()
    viewing = viewing_of(request, patient) if patient else None
    context = {
        "visit": visit,
        "here": _current(visit),
        "steps": told,
        "turned": turned.order_by("at"),
        "patient": patient,
        "badges": glance.badges(patient) if patient else [],
        "panels": page.panels(viewing, page.Place.VISIT) if viewing else [],
        "may_move": request.staff.may("visits.move"),
        "may_reorder": request.staff.may("visits.reorder"),
    }
    note_look(request, kept.pk, What.PAGE, f"visit {pk}")
    return answers.dialog(request, "_show.html", context)


@require_http_methods(["GET", "POST"])
@needs("visits.move")
def hand_over(request: DeskRequest, pk: int) -> HttpResponse:
    """To another station, dropped there or chosen from the list."""
    visit, now = answers.seen_by(request, pk), timezone.now()
    stations = Station.objects.at(visit.clinic)
    if request.method == "GET":
        context = {"visit": visit, "here": _current(visit), "stations": stations.open()}
        return answers.dialog(request, "_hand_over.html", context)
    chosen = number_in(request.POST.get("station", "")) or 0
    station = get_object_or_404(stations, pk=chosen)
    seen = number_in(request.POST.get("seen", "")) or 0

    def act() -> None:
        visit.send_on(station, seen=seen, by=request.staff, at=now)

    title = _("On to %(station)s") % {"station": station.name}
    return answers.acted(request, visit, title, act)


@require_http_methods(["GET", "POST"])
@needs("visits.move")
def doctor(request: DeskRequest, pk: int) -> HttpResponse:
    """Another doctor today; whoever is not at work now is told as such."""
    visit, now = answers.seen_by(request, pk), timezone.now()
    told = request.POST if "doctor" in request.POST else None
    form = DoctorForm(told, clinic=visit.clinic)
    context = {
        "visit": visit,
        "here": _current(visit),
        "form": form,
        "doctors": form.fields["doctor"].queryset,  # type: ignore[attr-defined]
        "at_work": duty.at_work(visit.clinic, at=now),
    }
    if not form.is_valid():
        return answers.dialog(request, "_doctor.html", context)
    try:
        here = answers.step_of(request, visit)
        chosen = form.cleaned_data["doctor"]
        visit.give_to(chosen, seen=here.pk, by=request.staff, at=now)
    except Refusal as refusal:
        return answers.refused(request, visit, refusal)
    return answers.done(request, _("Another doctor today"), visit)


@require_http_methods(["GET", "POST"])
@needs("visits.move")
def urgency(request: DeskRequest, pk: int) -> HttpResponse:
    visit, now = answers.seen_by(request, pk), timezone.now()
    form = UrgencyForm(request.POST or None)
    if not form.is_valid():
        context = {
            "visit": visit,
            "here": _current(visit),
            "form": form,
            "urgencies": Urgency,
        }
        return answers.dialog(request, "_urgency.html", context)
    judged, why = Urgency(form.cleaned_data["urgency"]), form.cleaned_data["why"]

    def act() -> None:
        here = answers.step_of(request, visit)
        judge(visit, judged, why, seen=here.pk, by=request.staff, at=now)

    return answers.acted(request, visit, str(judged.label), act)


def _current(visit: Visit) -> StageEntry | None:
    here: StageEntry | None = visit.stage_entries.current().first()
    return here
