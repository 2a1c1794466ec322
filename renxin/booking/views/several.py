"""Several appointments in one step: looked for first, then booked all or none."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar

from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from renxin.booking import placed, several
from renxin.booking.asking.house import house_of
from renxin.booking.forms import CancellationForm
from renxin.booking.kinds import How
from renxin.booking.models import Series, Service
from renxin.booking.openings import search
from renxin.booking.refusals import NotAPlace
from renxin.booking.several_form import SeriesForm, SeveralForm, TogetherForm, soon
from renxin.booking.terms import Place, Terms
from renxin.booking.views import answers
from renxin.booking.wish import Wish
from renxin.desk.access import needs
from renxin.desk.refusal import Refusal
from renxin.patients.models import Patient
from renxin.staff.desk import DeskRequest, stand_at
from renxin.staff.models import Staff

MOST = 24
Form = TypeVar("Form", bound=SeveralForm)


@dataclass(frozen=True)
class Sitting:
    """One of the times found, as a box to be ticked; none where nothing is free."""

    day: datetime
    place: Place | None = None
    value: str = ""
    service: Service | None = None


@require_http_methods(["GET", "POST"])
@needs("booking.book")
def series(request: DeskRequest) -> HttpResponse:
    """The sittings of one phase of treatment."""
    now = timezone.now()
    form = _form(SeriesForm, request, now)
    context: dict[str, Any] = {"form": form, "patient": _patient(request)}
    if not form.is_valid():
        return answers.dialog(request, "_series.html", context)
    patient = _whose(request, form)
    try:
        if "look" in request.POST:
            context["sittings"] = _sittings(form, at=now)
            return answers.dialog(request, "_series.html", context)
        made = _booked(request, form, patient, at=now)
    except Refusal as refusal:
        return answers.dialog(request, "_series.html", context, refusal)
    title = _("Booked: %(n)s sittings") % {"n": made.appointments.count()}
    first_day = min(form.cleaned_data["day"], request.clinic.day_of(now))
    told = answers.Told(title, patient.name, first_day.isoformat())
    return answers.done(request, told)


@require_http_methods(["GET", "POST"])
@needs("booking.book")
def together(request: DeskRequest) -> HttpResponse:
    """Several services in one coming."""
    now = timezone.now()
    form = _form(TogetherForm, request, now)
    context: dict[str, Any] = {"form": form, "patient": _patient(request)}
    if not form.is_valid():
        return answers.dialog(request, "_together.html", context)
    patient = _whose(request, form)
    try:
        if "look" in request.POST:
            context |= _chain(form, at=now)
            return answers.dialog(request, "_together.html", context)
        parts = [
            Terms(place=place.given(service), service=service)
            for place, service in zip(
                _places(request, "part"), form.chosen(), strict=False
            )
        ]
        made = several.book_together(patient, parts, by=request.staff, at=now)
    except Refusal as refusal:
        return answers.dialog(request, "_together.html", context, refusal)
    return answers.done(request, answers.told_of(made[0], _("Booked in one coming")))


@require_http_methods(["GET", "POST"])
@needs("booking.book")
def end(request: DeskRequest, pk: int) -> HttpResponse:
    """Call off what is still to come of a series."""
    now = timezone.now()
    mine = Patient.objects.visible_to(request.staff)
    whole: Series = get_object_or_404(
        Series.objects.filter(patient__in=mine).select_related("patient"), pk=pk
    )
    form = CancellationForm(request.POST or None)
    rest = whole.appointments.due().after(now)
    for clinic_id in set(rest.values_list("clinic", flat=True)):
        stand_at(request, clinic_id)
    context = {"series": whole, "form": form, "rest": rest.order_by("starts_at", "pk")}
    if not form.is_valid():
        return answers.dialog(request, "_series_end.html", context)
    how, why = How(form.cleaned_data["how"]), form.cleaned_data["why"]
    ended = whole.cancel_the_rest(how=how, why=why, by=request.staff, at=now)
    title = _("Called off: %(n)s sittings") % {"n": ended}
    today = request.clinic.day_of(now).isoformat()
    return answers.done(request, answers.Told(title, whole.patient.name, today))


def _form(kind: type[Form], request: DeskRequest, at: datetime) -> Form:
    today = request.clinic.day_of(at)
    house = house_of(request.clinic, today)
    if request.method == "POST":
        return kind(request.POST, house=house)
    return kind(initial={**soon(today), **request.GET.dict()}, house=house)


def _whose(request: DeskRequest, form: SeveralForm) -> Patient:
    mine = Patient.objects.visible_to(request.staff)
    found: Patient = get_object_or_404(mine, pk=form.cleaned_data["patient"])
    return found


def _patient(request: DeskRequest) -> Patient | None:
    asked = request.POST if request.method == "POST" else request.GET
    return answers.patient_named(request, asked.get("patient", ""))


def _sittings(form: SeriesForm, *, at: datetime) -> list[Sitting]:
    """The first as soon after the time asked for as can be, the others around it."""
    cleaned, service = form.cleaned_data, form.given()
    wish = _wish(form, service, form.by())
    offers = search(wish, at=at, enough=1)
    if not offers:
        raise NotAPlace(_("Nothing is free on the first day from that time on."))
    first = offers[0].place
    whole_days = Wish.of(
        service,  # type: ignore[arg-type]
        clinic=wish.clinic,
        first_day=wish.first_day,
        last_day=wish.last_day,
        doctors=(first.doctor,),
    )
    others = several.sittings(
        first,
        whole_days,
        every_days=cleaned["every_days"],
        times=cleaned["times"],
        at=at,
    )
    places = [first, *(offer.place if offer else None for offer in others)]
    pause = timedelta(days=cleaned["every_days"])
    return list(_told(places, first.starts_at, pause))


def _told(
    places: Sequence[Place | None], begins: datetime, pause: timedelta
) -> Iterator[Sitting]:
    """Each with its day, though nothing is free on it."""
    for number, place in enumerate(places):
        day = place.starts_at if place else begins + pause * number
        value = placed.query(place) if place else ""
        yield Sitting(day=day, place=place, value=value)


def _wish(
    form: SeriesForm, service: Service | None, doctors: tuple[Staff, ...]
) -> Wish:
    cleaned = form.cleaned_data
    return Wish.of(
        service,  # type: ignore[arg-type]
        clinic=form.house.clinic,
        first_day=cleaned["day"],
        last_day=cleaned["day"],
        doctors=doctors,
        not_before=cleaned["clock"],
    )


def _booked(
    request: DeskRequest, form: SeriesForm, patient: Patient, *, at: datetime
) -> Series:
    service = form.given()
    if service is None:
        raise AssertionError("a service is required")
    places = [place.given(service) for place in _places(request, "sitting")]
    return several.book_series(
        patient,
        places,
        service,
        what=form.cleaned_data["what"],
        by=request.staff,
        at=at,
    )


def _places(request: DeskRequest, name: str) -> Sequence[Place]:
    """The places that were ticked, of those that were found."""
    written = request.POST.getlist(name)[:MOST]
    if not written:
        raise NotAPlace(_("Look for the times first, then book them."))
    return [placed.read(QueryDict(one), request.clinic) for one in written]


def _chain(form: TogetherForm, *, at: datetime) -> dict[str, Any]:
    chain = several.one_coming(form.wishes(), at=at)
    if not chain:
        raise NotAPlace(
            _("On none of these days does one follow the other with little waiting.")
        )
    parts = [
        Sitting(offer.place.starts_at, offer.place, placed.query(offer.place), service)
        for offer, service in zip(chain, form.chosen(), strict=True)
    ]
    return {"parts": parts}
