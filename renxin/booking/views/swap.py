"""Two patients change places: each gets the other's time, doctor and room."""

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from renxin.booking import several
from renxin.booking.kinds import Asked
from renxin.booking.models import Appointment
from renxin.booking.refusals import ChangedMeanwhile, NotAPlace
from renxin.booking.views import answers
from renxin.desk.access import needs
from renxin.desk.refusal import Refusal, Stale
from renxin.rosters.days import whole
from renxin.staff.desk import DeskRequest


@require_http_methods(["GET", "POST"])
@needs("booking.book")
def create(request: DeskRequest, pk: int) -> HttpResponse:
    appointment = answers.seen_by(request, pk)
    context = {
        "appointment": appointment,
        "others": _others(appointment),
        "asked": Asked.choices,
    }
    if request.method == "GET":
        return answers.dialog(request, "_swap.html", context)
    wish = request.POST.get("asked_by", "")
    try:
        other = _chosen(request, appointment)
        answers.claim(request, appointment)
        several.swap(
            appointment,
            other,
            by=request.staff,
            at=timezone.now(),
            asked_by=Asked(wish) if wish in Asked.values else Asked.CLINIC,
        )
    except Refusal as refusal:
        return answers.dialog(request, "_swap.html", context, refusal)
    told = answers.told_of(appointment, _("Changed places"))
    return answers.done(request, told)


def _others(appointment: Appointment) -> list[Appointment]:
    """Everybody else still expected at that clinic that day."""
    clinic = appointment.clinic
    day = whole(clinic.day_of(appointment.starts_at), clinic.zone)
    due = Appointment.objects.due().firm().between(day.lower, day.upper)
    here = due.after(timezone.now()).filter(clinic=clinic).exclude(pk=appointment.pk)
    return list(here.select_related("patient", "doctor").order_by("starts_at", "pk"))


def _chosen(request: DeskRequest, appointment: Appointment) -> Appointment:
    """The other card as this screen showed it: its key and its version."""
    key, _dash, version = request.POST.get("other", "").partition("-")
    if not (key.isdecimal() and version.isdecimal()):
        raise NotAPlace(_("Choose with whom to change places."))
    other = answers.seen_by(request, int(key))
    if other.clinic_id != appointment.clinic_id:
        raise NotAPlace(_("They change places at one clinic."))
    try:
        other.take_version(int(version))
    except Stale as stale:
        raise ChangedMeanwhile from stale
    return other
