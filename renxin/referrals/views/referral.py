from datetime import datetime, timedelta
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from renxin.clinics.models import Clinic, Department
from renxin.desk.access import needs
from renxin.desk.refusal import Refusal
from renxin.desk.typed import number_in
from renxin.patients.models import Patient
from renxin.referrals import story
from renxin.referrals.asking import Asking
from renxin.referrals.forms import AskingForm, InsideForm, OutsideForm
from renxin.referrals.inbox import CLINIC, MINE, Looking
from renxin.referrals.models import Referral
from renxin.referrals.offered import offered
from renxin.referrals.refusals import NoPatient
from renxin.referrals.rows import row_of
from renxin.referrals.views import answers
from renxin.referrals.where import RIGHT, Target, departments_of
from renxin.staff.desk import DeskRequest, note_look
from renxin.staff.models.look import What
from renxin.visits.models import Visit

WHOSE = {MINE: gettext_lazy("Mine"), CLINIC: gettext_lazy("The clinic's")}
A_DAY = timedelta(hours=18)
FIRST = {"kind": "CONSULT", "urgency": "ROUTINE", "given_by": "OWN", "method": "PAPER"}


@require_GET
@needs("referrals.see")
def index(request: DeskRequest) -> HttpResponse:
    """What waits for an answer, and where what was sent from here stands."""
    whose = request.GET.get("whose", "")
    may_refer = request.staff.may(RIGHT)
    if whose not in WHOSE:
        whose = MINE if may_refer else CLINIC
    looking = Looking(whose, request.clinic, request.staff, timezone.now())
    context = {
        "inbox": looking.inbox(),
        "whose": whose,
        "owners": WHOSE,
        "may_refer": may_refer,
    }
    part = "_inbox.html" if request.htmx else "index.html"
    return render(request, f"referrals/{part}", context)


@require_GET
@needs("referrals.see")
def show(request: DeskRequest, pk: int) -> HttpResponse:
    referral = answers.seen_by(request, pk)
    context = {
        "row": row_of(referral, staff=request.staff, at=timezone.now()),
        "story": story.of(referral),
    }
    if request.htmx:
        return render(request, "referrals/_show.html", context)
    note_look(request, referral.patient_id, What.PAGE, f"referral {referral.pk}")
    return render(request, "referrals/show.html", context)


@require_GET
@needs("referrals.see")
def letter(request: DeskRequest, pk: int) -> HttpResponse:
    """What goes to another house: the needed facts, and nothing of money."""
    referral = answers.seen_by(request, pk)
    if not referral.is_outside:
        raise Http404
    note_look(request, referral.patient_id, What.EXPORT, f"letter {referral.pk}")
    patient = referral.patient.kept()
    day = referral.from_clinic.day_of(referral.sent_at)
    context = {"referral": referral, "patient": patient, "age": patient.age_on(day)}
    return render(request, "referrals/letter.html", context)


@require_http_methods(["GET", "POST"])
@needs("referrals.refer")
def create(request: DeskRequest) -> HttpResponse:
    """Refer somebody to a department or a doctor of the house."""
    now = timezone.now()
    form = InsideForm(
        request.POST or None,
        initial=FIRST,
        offered=offered(request.clinic, by=request.staff, at=now),
    )

    def asking(more: dict[str, Any]) -> Asking:
        return Asking(to=form.target(), **form.asked(), **more)

    return _sent(request, form, "_new.html", asking, now)


@require_http_methods(["GET", "POST"])
@needs("referrals.refer")
def create_outside(request: DeskRequest) -> HttpResponse:
    """Refer somebody to another house, with their agreement."""
    form = OutsideForm(request.POST or None, initial=FIRST)

    def asking(more: dict[str, Any]) -> Asking:
        target = Target(place=form.cleaned_data["place"])
        return Asking(to=target, agreed=form.agreed(), **form.asked(), **more)

    return _sent(request, form, "_outside.html", asking, timezone.now())


def _sent(
    request: DeskRequest, form: AskingForm, part: str, asking: Any, now: datetime
) -> HttpResponse:
    patient = _patient(request)
    context = {"form": form, "patient": patient}
    if not form.is_valid():
        return answers.dialog(request, part, context)
    if patient is None:
        return answers.dialog(request, part, context, NoPatient())
    more = _known(request, patient, request.clinic, now)
    try:
        referral = Referral.send(
            patient, asking(more), clinic=request.clinic, by=request.staff, at=now
        )
    except Refusal as refusal:
        return answers.dialog(request, part, context, refusal)
    return answers.done(request, referral, _("Referred"))


def _patient(request: DeskRequest) -> Patient | None:
    """Whom the page or the form names; one may also be looked for in the form."""
    typed = request.POST.get("patient") or request.GET.get("patient", "")
    if not typed:
        return None
    mine = Patient.objects.visible_to(request.staff)
    found: Patient = get_object_or_404(mine, pk=number_in(typed) or 0)
    return found.kept()


def _known(
    request: DeskRequest, patient: Patient, clinic: Clinic, now: datetime
) -> dict[str, Any]:
    """Where it comes from, without being asked: the department, and today's visit."""
    mine = departments_of(request.staff, clinic.day_of(now))
    visits = Visit.objects.filter(patient__in=patient.record_ids(), clinic=clinic)
    return {
        "department": Department.objects.filter(clinic=clinic, pk__in=mine).first(),
        "visit": visits.filter(began_at__gt=now - A_DAY).order_by("-began_at").first(),
    }
