"""The doctor's room: whoever is there, at one look, and the six steps."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from renxin.desk.access import needs
from renxin.desk.refusal import Refusal
from renxin.desk.typed import number_in
from renxin.patients import glance, page
from renxin.patients.models import Concern, Patient
from renxin.patients.views.at_hand import viewing_of
from renxin.staff.desk import DeskRequest, note_look
from renxin.staff.models import Look
from renxin.staff.models.look import What
from renxin.visits.board.card import Card
from renxin.visits.duties.sheet import Sheet
from renxin.visits.kinds import DoctorStep, Stage
from renxin.visits.models import StageEntry, Visit
from renxin.visits.room import noting, stepping
from renxin.visits.room.note_form import NoteForm
from renxin.visits.room.patients import room_of
from renxin.visits.views import answers


@require_GET
@needs("visits.room")
def show(request: DeskRequest) -> HttpResponse:
    """The one who is here, or who comes next; the rest of the room beside them."""
    now = timezone.now()
    room = room_of(request.staff, request.clinic, at=now)
    chosen = number_in(request.GET.get("visit", ""))
    entry = room.shown(chosen)
    context: dict[str, Any] = {
        "room": room,
        "chosen": chosen or "",
        "waiting": [Card(entry=one, at=now) for one in room.waiting],
        "with_us": [Card(entry=one, at=now) for one in room.with_us],
    }
    if entry:
        context |= _at_one_look(request, entry)
    return render(
        request, "visits/_room.html" if request.htmx else "visits/room.html", context
    )


@require_POST
@needs("visits.room")
def step(request: DeskRequest, pk: int) -> HttpResponse:
    visit = answers.seen_by(request, pk)
    if request.POST.get("step") not in DoctorStep.values:
        return HttpResponse(status=422)
    try:
        here = answers.step_of(request, visit)
        chosen = DoctorStep(request.POST["step"])
        stepping.begin(here, chosen, by=request.staff, at=timezone.now())
    except Refusal as refusal:
        return answers.refused(request, visit, refusal)
    return _said(request)


@require_http_methods(["GET", "POST"])
@needs("visits.room")
def note(request: DeskRequest, pk: int) -> HttpResponse:
    """A word for those who look after them; nothing medical."""
    visit = answers.seen_by(request, pk)
    form = NoteForm(request.POST or None)
    context = {"visit": visit, "form": form}
    if not form.is_valid():
        return answers.dialog(request, "_note.html", context)
    noting.note(visit, form.cleaned_data["text"], by=request.staff, at=timezone.now())
    return answers.done(request, _("Noted"), visit)


def _said(request: DeskRequest) -> HttpResponse:
    """Nothing to say; the page asks again and shows it."""
    if not request.htmx:
        return redirect("visits:room")
    return HttpResponse(headers={"HX-Trigger": answers.CHANGED})


def _at_one_look(request: DeskRequest, entry: StageEntry) -> dict[str, Any]:
    now, visit = timezone.now(), entry.visit
    kept = visit.patient.kept()
    mine = Patient.objects.visible_to(request.staff).filter(pk=kept.pk)
    patient = get_object_or_404(glance.at_a_glance(mine))
    viewing = viewing_of(request, patient)
    _note_look(request, visit)
    weighing = Concern.objects.open().filter(patient__in=viewing.record_ids)
    return {
        "card": Card(entry=entry, at=now),
        "visit": visit,
        "here": entry,
        "patient": patient,
        "age": patient.age_on(visit.clinic.day_of(now)),
        "badges": glance.badges(patient) + page.badges(viewing),
        "concerns": weighing.order_by("at", "pk"),
        "panels": page.panels(viewing, page.Place.ROOM),
        "paces": stepping.paces(visit, at=now),
        "sheet": Sheet(entry),
        "notes": noting.latest(viewing.record_ids),
        "is_back": entry.stage == Stage.BACK_TO_DOCTOR,
    }


def _note_look(request: DeskRequest, visit: Visit) -> None:
    """Each time the page is opened; an open page that asks again looks only once."""
    patient_id, what = visit.patient.kept().pk, f"visit {visit.pk}"
    if request.htmx:
        looked = Look.objects.filter(
            staff=request.staff, patient_id=patient_id, particulars=what
        )
        if looked.exists():
            return
    note_look(request, patient_id, What.PAGE, what)
