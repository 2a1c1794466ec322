"""Finding a free time: asked for in a line of words, chosen with the arrows."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from renxin.booking import acquaintance, gaps, placed
from renxin.booking.asking import days, reading
from renxin.booking.asking import patient as asking_for
from renxin.booking.asking.asked import Asking
from renxin.booking.asking.house import house_of
from renxin.booking.models import Appointment
from renxin.booking.views import answers
from renxin.booking.wish import Offer
from renxin.desk.access import needs
from renxin.desk.typed import number_in
from renxin.patients.models import Patient
from renxin.staff.desk import DeskRequest

LONGEST_LINE, WEEK = 200, 7
NAMED = (gettext_lazy("today"), gettext_lazy("tomorrow"))


@dataclass(frozen=True)
class Row:
    """A free time to choose, and where its form is."""

    offer: Offer
    href: str
    today: date

    @property
    def when(self) -> str:
        """The day as one says it: today, tomorrow, Friday, or its date."""
        away = (self.offer.place.day - self.today).days
        if away < len(NAMED):
            return str(NAMED[away])
        if away < WEEK:
            return str(days.SHORT[self.offer.place.day.weekday()])
        return date_format(self.offer.place.day, _("M j"))

    @property
    def minute(self) -> int:
        """Since the clinic's midnight, for the calendar beside it."""
        starts_at = self.offer.place.starts_at
        return starts_at.hour * 60 + starts_at.minute


@require_GET
@needs("booking.see")
def index(request: DeskRequest) -> HttpResponse:
    """The panel beside the calendar, for anybody or for an appointment to be moved."""
    appointment = _appointment(request, request.GET.get("appointment", ""))
    context: dict[str, Any] = {
        "appointment": appointment,
        "may_book": request.staff.may("booking.book"),
    }
    if appointment:
        context |= _found(request, "", appointment, None)
    return render(request, "booking/_gaps.html", context)


@require_POST
@needs("booking.book")
def found(request: DeskRequest) -> HttpResponse:
    """What was understood of the line, and the times that fit it."""
    typed = request.POST.get("wish", "")[:LONGEST_LINE]
    appointment = _appointment(request, request.POST.get("appointment", ""))
    patient = answers.patient_named(request, request.POST.get("patient", ""))
    context: dict[str, Any] = {"typed": typed, "may_book": True}
    if typed.strip() or appointment or patient:
        context |= _found(request, typed, appointment, patient)
    return answers.dialog(request, "_offered.html", context)


def _found(
    request: DeskRequest,
    typed: str,
    appointment: Appointment | None,
    patient: Patient | None,
) -> dict[str, Any]:
    now = timezone.now()
    today = request.clinic.day_of(now)
    whom = appointment.patient if appointment else patient
    asking = reading.read(typed, house_of(request.clinic, today), today=today)
    if appointment:
        asking = asking_for.moving(asking, appointment)
    known = acquaintance.acquaintance(whom, at=now) if whom else None
    asking = asking_for.resolved(asking, known)
    return {
        "asking": asking,
        "rows": _rows(asking, appointment, patient, at=now),
        "wait": gaps.waiting(
            asking,
            patient=whom.pk if whom else None,
            instead_of=appointment.pk if appointment else None,
        ),
    }


def _rows(
    asking: Asking,
    appointment: Appointment | None,
    patient: Patient | None,
    *,
    at: datetime,
) -> list[Row]:
    service = asking.service.pk if asking.service else ""
    rows = []
    for offer in gaps.found(asking, at=at):
        if appointment:
            base = reverse("booking:rebooking", args=[appointment.pk])
            named = placed.query(offer.place)
        else:
            base = reverse("booking:new")
            named = placed.query(
                offer.place,
                service=service,
                service_was=service,
                patient=patient.pk if patient else "",
            )
        rows.append(Row(offer, f"{base}?{named}", asking.clinic.day_of(at)))
    return rows


def _appointment(request: DeskRequest, pk: str) -> Appointment | None:
    """One to be moved; what ended is not moved any more."""
    due = Appointment.objects.visible_to(request.staff).due()
    return (
        due.filter(pk=number_in(pk) or 0, clinic=request.clinic)
        .select_related("patient", "doctor", "service", "clinic")
        .first()
    )
