from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from renxin.desk.access import needs
from renxin.desk.refusal import Refusal
from renxin.desk.typed import number_in
from renxin.patients.models import Patient
from renxin.plans import listing
from renxin.plans.forms import EndForm, PlanForm
from renxin.plans.kinds import End
from renxin.plans.models import Plan
from renxin.plans.views import answers
from renxin.staff.desk import DeskRequest, note_look
from renxin.staff.doctors import doctors_at
from renxin.staff.models.look import What


@require_GET
@needs("plans.see")
def index(request: DeskRequest) -> HttpResponse:
    """Open plans of this clinic by how far they have come."""
    asked = listing.Asked.of(request.GET)
    doctors = doctors_at(request.clinic, request.clinic.day_of(timezone.now()))
    context = {
        "asked": asked,
        "rows": listing.listed(asked, clinic=request.clinic, by=request.staff),
        "counts": listing.counted(asked, clinic=request.clinic),
        "doctors": doctors,
        "most": listing.MOST,
        "may_write": request.staff.may("plans.write"),
    }
    return render(request, "plans/index.html", context)


@require_http_methods(["GET", "POST"])
@needs("plans.write")
def create(request: DeskRequest) -> HttpResponse:
    now = timezone.now()
    asked = request.POST or request.GET
    mine = Patient.objects.visible_to(request.staff)
    patient = mine.filter(pk=number_in(asked.get("patient", "")) or 0).first()
    doctors = doctors_at(request.clinic, request.clinic.day_of(now))
    first = {"doctor": request.staff.pk}
    form = PlanForm(request.POST or None, doctors=doctors, initial=first)
    form.fields["condition"].widget.attrs["autofocus"] = patient is not None
    if form.is_valid():
        plan = Plan.begin(
            get_object_or_404(mine, pk=form.cleaned_data["patient"]),
            form.cleaned_data["condition"],
            clinic=request.clinic,
            doctor=form.cleaned_data["doctor"],
            by=request.staff,
            at=now,
        )
        return redirect("plans:show", plan.pk)
    status = 422 if form.errors else 200
    context = {"form": form, "patient": patient}
    return render(request, "plans/new.html", context, status=status)


@require_GET
@needs("plans.see")
def show(request: DeskRequest, pk: int) -> HttpResponse:
    plan = answers.seen_by(request, pk)
    note_look(request, plan.patient_id, What.PAGE, f"plan {plan.pk}")
    return answers.page(request, pk, seen=plan)


@require_POST
@needs("plans.write")
def finish(request: DeskRequest, pk: int) -> HttpResponse:
    plan = answers.seen_by(request, pk)
    form = EndForm(request.POST)
    if not form.is_valid():
        return answers.page(request, pk, status=422, end_form=form)
    how, reason = End(form.cleaned_data["how"]), form.cleaned_data["reason"]
    try:
        plan.conclude(how, reason=reason, by=request.staff, at=timezone.now())
    except Refusal as refusal:
        return answers.page(request, pk, refusal=refusal, end_form=form)
    return redirect("plans:show", pk)
