from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from renxin.clinics.models import Clinic
from renxin.desk.access import needs
from renxin.desk.refusal import Refusal
from renxin.desk.typed import number_in
from renxin.patients import finder
from renxin.patients.models import Patient
from renxin.promises import history, listing
from renxin.promises.forms import PromiseForm, keep_choices
from renxin.promises.models import Promise
from renxin.promises.rows import row_of, told_in_full
from renxin.promises.views import answers
from renxin.staff.desk import DeskRequest, note_look
from renxin.staff.models.look import What


@require_GET
@needs("promises.keep")
def index(request: DeskRequest) -> HttpResponse:
    whose = request.GET.get("whose", "mine")
    stands = request.GET.get("stands", "open")
    now = timezone.now()
    promises = listing.listed(
        whose, stands, clinic=request.clinic, by=request.staff, at=now
    )
    after = request.GET.get("after", "")
    page = listing.page(promises, after=after, ended=stands == "ended")
    context = {
        "page": page,
        "whose": whose,
        "stands": stands,
        "owners": listing.WHOSE,
        "states": listing.STANDS,
        "after": after,
        "now": now,
    }
    return render(request, "promises/index.html", context)


@require_GET
@needs("promises.keep")
def show(request: DeskRequest, pk: int) -> HttpResponse:
    promise = answers.seen_by(request, pk)
    told = told_in_full(Promise.objects.filter(pk=promise.pk)).get()
    context = {
        "row": row_of(told, at=timezone.now()),
        "history": history.of(told),
        "open": True,
    }
    if request.htmx:
        return render(request, "promises/_show.html", context)
    note_look(request, promise.patient_id, What.PAGE, f"promise {promise.pk}")
    return render(request, "promises/show.html", context)


@require_http_methods(["GET", "POST"])
@needs("promises.keep")
def create(request: DeskRequest) -> HttpResponse:
    now = timezone.now()
    keep = keep_choices(request.clinic, me=request.staff, now=now)
    initial = {"patient": request.GET.get("patient"), "owner": keep[0][0]}
    form = PromiseForm(
        request.POST or None,
        keep=keep,
        now=now,
        zone=request.clinic.zone,
        initial=initial,
    )
    context = {"form": form, "patient": _patient(request, form)}
    if not form.is_valid():
        return answers.dialog(request, "_new.html", context)
    patient = get_object_or_404(
        Patient.objects.visible_to(request.staff), pk=form.cleaned_data["patient"]
    )
    clinic = _clinic_of(patient, request)
    try:
        promise = Promise.make(
            patient, form.terms(), clinic=clinic, by=request.staff, at=now
        )
    except Refusal as refusal:
        return answers.dialog(request, "_new.html", context, refusal)
    return answers.made(request, promise)


@require_POST
@needs("promises.keep")
def patients(request: DeskRequest) -> HttpResponse:
    """Whom to promise it to: found as one types, to be chosen with the arrows."""
    typed = request.POST.get("q", "")
    found = finder.find(typed, by=request.staff, at=timezone.now(), most=6)
    context = {"found": found, "typed": typed}
    return render(request, "promises/_found.html", context)


def _patient(request: DeskRequest, form: PromiseForm) -> Patient | None:
    pk = number_in(str(form["patient"].value() or "")) or 0
    return Patient.objects.visible_to(request.staff).filter(pk=pk).first()


def _clinic_of(patient: Patient, request: DeskRequest) -> Clinic:
    """The clinic one sits at if it knows the patient, else one of theirs that does."""
    known = request.staff.clinics().filter(enrolments__patient=patient)
    return known.filter(pk=request.clinic.pk).first() or known.first() or request.clinic
