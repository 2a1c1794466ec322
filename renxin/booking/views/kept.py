"""Time that is kept free of patients: upkeep, a meeting."""

from datetime import timedelta

from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from renxin.booking import draft, keeping
from renxin.booking.forms import KeptForm, at_clinic
from renxin.booking.models import Occupation
from renxin.booking.models.resource import Thing
from renxin.booking.views import answers
from renxin.clinics.models import Chair, Clinic, Equipment
from renxin.desk.access import needs
from renxin.desk.refusal import Refusal
from renxin.rosters.spans import span
from renxin.staff.desk import DeskRequest
from renxin.staff.models import Staff

USUAL_MINUTES = 60


@require_http_methods(["GET", "POST"])
@needs("booking.set_up")
def create(request: DeskRequest) -> HttpResponse:
    now, clinic = timezone.now(), request.clinic
    begun = draft.start(request.GET, clinic, at=now)
    initial = {"minutes": USUAL_MINUTES, **begun.dict()}
    form = KeptForm(request.POST or None, clinic=clinic, initial=initial)
    context = {"form": form, "choices": choices(clinic)}
    if not form.is_valid():
        return answers.dialog(request, "_keep.html", context)
    thing = named(form.cleaned_data["what"], clinic)
    try:
        starts_at = form.starts_at()
        ends_at = starts_at + timedelta(minutes=form.cleaned_data["minutes"])
        kept = keeping.keep(
            thing,
            clinic,
            span(starts_at, ends_at),
            purpose=form.cleaned_data["purpose"],
            by=request.staff,
            at=now,
        )
    except Refusal as refusal:
        return answers.dialog(request, "_keep.html", context, refusal)
    return answers.done(request, _told(kept, clinic, _("Kept free")))


@require_http_methods(["GET", "POST"])
@needs("booking.set_up")
def remove(request: DeskRequest, pk: int) -> HttpResponse:
    """Look at what a time is kept for, and give it back."""
    clinic = request.clinic
    here = Q(resource__chair__clinic=clinic) | Q(resource__equipment__clinic=clinic)
    people = Q(resource__staff__in=at_clinic(clinic))
    kept = get_object_or_404(
        Occupation.objects.filter(here | people, appointment=None).select_related(
            "resource__staff", "resource__chair", "resource__equipment"
        ),
        pk=pk,
    )
    if request.method == "GET":
        return answers.dialog(request, "_kept.html", {"kept": kept})
    told = _told(kept, clinic, _("Given back"))
    keeping.give_back(kept, clinic, by=request.staff, at=timezone.now())
    return answers.done(request, told)


def choices(clinic: Clinic) -> list[tuple[str, str]]:
    """Every chair, device and person of the clinic, as a form names them."""
    chairs = Chair.objects.filter(clinic=clinic).order_by("pk")
    devices = Equipment.objects.filter(clinic=clinic).order_by("pk")
    return [
        *((f"chair-{one.pk}", one.name) for one in chairs),
        *((f"device-{one.pk}", one.name) for one in devices),
        *((f"doctor-{one.pk}", one.name) for one in at_clinic(clinic).order_by("name")),
    ]


def named(what: str, clinic: Clinic) -> Thing:
    """The thing a form names, if it is of this clinic."""
    of, _dash, pk = what.partition("-")
    here = {
        "chair": Chair.objects.filter(clinic=clinic),
        "device": Equipment.objects.filter(clinic=clinic),
        "doctor": at_clinic(clinic),
    }
    if of not in here or not pk.isdecimal():
        raise Http404
    thing: Staff | Chair | Equipment = get_object_or_404(here[of], pk=pk)
    return thing


def _told(kept: Occupation, clinic: Clinic, title: str) -> answers.Told:
    day = clinic.day_of(kept.during.lower)
    return answers.Told(title, f"{kept.resource}·{kept.purpose}", day.isoformat())
