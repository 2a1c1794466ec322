"""What becomes of an appointment: confirmed, here, called off, not come."""

from collections.abc import Callable

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST

from renxin.booking.forms import AbsenceForm, CancellationForm
from renxin.booking.kinds import Door, How, Way
from renxin.booking.models import Appointment
from renxin.booking.views import answers
from renxin.desk.access import needs
from renxin.desk.refusal import Refusal
from renxin.staff.desk import DeskRequest


@require_POST
@needs("booking.book")
def confirm(request: DeskRequest, pk: int) -> HttpResponse:
    """They said they will come, on the phone unless the desk says otherwise."""
    appointment = answers.seen_by(request, pk)
    way = request.POST.get("way", "")
    answers.claim(request, appointment)
    appointment.confirm(
        way=Way(way) if way in Way.values else Way.PHONE,
        by=request.staff,
        at=timezone.now(),
    )
    told = answers.told_of(appointment, pgettext("appointment", "Confirmed"))
    return answers.done(request, told)


@require_POST
@needs("booking.book")
def agree(request: DeskRequest, pk: int) -> HttpResponse:
    """Make a request firm."""
    appointment = answers.seen_by(request, pk)
    answers.claim(request, appointment)
    appointment.agree(by=request.staff, at=timezone.now())
    return answers.done(request, answers.told_of(appointment, _("Agreed")))


@require_POST
@needs("booking.book")
def arrive(request: DeskRequest, pk: int) -> HttpResponse:
    appointment = answers.seen_by(request, pk)
    answers.claim(request, appointment)
    appointment.arrive(door=Door.DESK, by=request.staff, at=timezone.now())
    return answers.done(request, answers.told_of(appointment, _("Checked in")))


@require_http_methods(["GET", "POST"])
@needs("booking.book")
def cancel(request: DeskRequest, pk: int) -> HttpResponse:
    """Call it off, by whom and why."""
    appointment = answers.seen_by(request, pk)
    form = CancellationForm(request.POST or None)

    def act() -> None:
        cleaned = form.cleaned_data
        appointment.cancel(
            how=How(cleaned["how"]),
            why=cleaned["why"],
            note=cleaned["note"],
            by=request.staff,
            at=timezone.now(),
        )

    return _ended(request, appointment, form, act, _("Called off"))


@require_http_methods(["GET", "POST"])
@needs("booking.book")
def miss(request: DeskRequest, pk: int) -> HttpResponse:
    """They did not come."""
    appointment = answers.seen_by(request, pk)
    form = AbsenceForm(request.POST or None)

    def act() -> None:
        appointment.miss(
            why=form.cleaned_data["why"],
            note=form.cleaned_data["note"],
            by=request.staff,
            at=timezone.now(),
        )

    return _ended(request, appointment, form, act, _("Did not come"))


def _ended(
    request: DeskRequest,
    appointment: Appointment,
    form: CancellationForm | AbsenceForm,
    act: Callable[[], None],
    title: str,
) -> HttpResponse:
    part = "_cancel.html" if isinstance(form, CancellationForm) else "_miss.html"
    context = {"appointment": appointment, "form": form}
    if not form.is_valid():
        return answers.dialog(request, part, context)
    try:
        answers.claim(request, appointment)
        act()
    except Refusal as refusal:
        return answers.dialog(request, part, context, refusal)
    return answers.done(request, answers.told_of(appointment, title))
