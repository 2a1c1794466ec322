"""The patient's page, and the list that leads to it."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from renxin.desk.access import needs
from renxin.desk.typed import number_in
from renxin.patients import finder, glance, page
from renxin.patients.circle import circle, neighbours
from renxin.patients.consents import standings
from renxin.patients.drawn_circle import drawn
from renxin.patients.models import Patient
from renxin.patients.models.patient import PatientQuerySet
from renxin.patients.timeline import FILTERS, newest, stretch
from renxin.patients.views.at_hand import patient_at_hand, viewing_of
from renxin.staff.desk import DeskRequest, note_look
from renxin.staff.models.look import What

ROWS, LATELY = 30, 12


@require_http_methods(["GET", "POST"])
@needs("patients.see")
def index(request: DeskRequest) -> HttpResponse:
    """Show whom I saw last and who is new; what is typed here finds anyone."""
    now, typed = timezone.now(), request.POST.get("q", "")
    visible = Patient.objects.visible_to(request.staff).findable()
    found = finder.find(typed, by=request.staff, at=now, most=ROWS)
    if typed:
        visible = visible.none()
    rows, further = _newest(visible, request.GET.get("before", ""))
    lately = _lately(request, visible)
    shown = [*found, *lately, *rows]
    context = {
        "typed": typed,
        "found": found,
        "lately": lately,
        "newest": rows,
        "further": further,
        "last_seen": page.last_seen_on([patient.pk for patient in shown]),
        "today": timezone.localdate(),
        "may_register": request.staff.may("patients.register"),
        "may_restrict": request.staff.may("patients.restrict"),
    }
    return render(request, "patients/index.html", context)


@require_GET
@needs("patients.see")
def show(request: DeskRequest, pk: int) -> HttpResponse:
    patient = patient_at_hand(request, pk, glance.at_a_glance)
    if patient.merged_into_id:
        return redirect("patients:show", pk=patient.kept().pk)
    note_look(request, patient.pk, What.PAGE)
    viewing = viewing_of(request, patient)
    context = {
        "patient": patient,
        "record_ids": viewing.record_ids,
        "age": patient.age_on(timezone.localdate()),
        "phones": glance.phones(patient),
        "badges": glance.badges(patient) + page.badges(viewing),
        "next_step": page.next_step_of(viewing),
        "panels": page.panels(viewing, page.Place.MIDDLE),
        "stretch": stretch(
            viewing.record_ids,
            chosen=request.GET.get("show", "all"),
            before=request.GET.get("before", ""),
        ),
        "filters": FILTERS,
        "may_reveal": request.staff.may("patients.reveal"),
        "may_edit": request.staff.may("patients.edit"),
        "may_merge": request.staff.may("patients.merge"),
        "may_restrict": request.staff.may("patients.restrict"),
    }
    return render(request, "patients/show.html", context)


@require_GET
@needs("patients.see")
def timeline(request: DeskRequest, pk: int) -> HttpResponse:
    """One more stretch of the line, or the line through another filter."""
    patient = patient_at_hand(request, pk, PatientQuerySet.with_records)
    asked, ids = request.GET, patient.record_ids()
    chosen, before = asked.get("show", "all"), asked.get("before", "")
    part = "further" if before else "timeline"
    line = stretch(ids, chosen=chosen, before=before)
    if "down_to" in asked:
        part = "newest"
        line = newest(ids, chosen=chosen, down_to=asked["down_to"])
    context = {
        "patient": patient,
        "record_ids": ids,
        "filters": FILTERS,
        "stretch": line,
    }
    return render(request, f"patients/_{part}.html", context)


@require_GET
@needs("patients.see")
def aside(request: DeskRequest, pk: int) -> HttpResponse:
    """Family, consents, papers: what the page fetches once it stands."""
    patient = patient_at_hand(request, pk, PatientQuerySet.with_records)
    viewing = viewing_of(request, patient)
    family = circle(viewing.record_ids, by=request.staff)
    context = {
        "patient": patient,
        "circle": family,
        "drawing": drawn(
            patient.name, neighbours(family) + page.neighbours_of(viewing)
        ),
        "standings": standings(patient, viewing.record_ids, at=viewing.at),
        "documents": list(patient.documents.filter(ended_at=None).order_by("pk")),
        "merges": list(
            patient.merges.filter(unmerge=None).select_related("merged").order_by("pk")
        ),
        "panels": page.panels(viewing, page.Place.ASIDE),
        "may_reveal": request.staff.may("patients.reveal"),
        "may_consent": request.staff.may("patients.consent"),
        "may_merge": request.staff.may("patients.merge"),
        "may_restrict": request.staff.may("patients.restrict"),
    }
    return render(request, "patients/_aside.html", context)


def _newest(visible: PatientQuerySet, before: str) -> tuple[list[Patient], int | None]:
    mark = number_in(before)
    if mark is not None:
        visible = visible.filter(pk__lt=mark)
    rows = list(finder.with_phones(visible.order_by("-pk"))[: ROWS + 1])
    return rows[:ROWS], rows[ROWS - 1].pk if len(rows) > ROWS else None


def _lately(request: DeskRequest, visible: PatientQuerySet) -> list[Patient]:
    seen = finder.lately_seen(request.staff, at=timezone.now())[:LATELY]
    known = {p.pk: p for p in finder.with_phones(visible.filter(pk__in=seen))}
    return [known[pk] for pk in seen if pk in known]
