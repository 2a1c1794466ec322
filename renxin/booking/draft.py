"""An appointment that is still being typed: what is known of it, and what would fit."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.http import QueryDict

from renxin.booking import clock
from renxin.booking.fitting import Fitting, fitting
from renxin.booking.forms import PlaceForm
from renxin.booking.models import Service
from renxin.booking.models.service import USUAL_MINUTES
from renxin.booking.refusals import NotATime
from renxin.booking.terms import Place
from renxin.clinics.models import Clinic

QUARTER = 15
MORNING = time(9)


@dataclass(frozen=True)
class Draft:
    """A place as far as it is typed, and who and what is free for it."""

    place: Place
    fit: Fitting
    service: Service | None

    @property
    def chosen(self) -> frozenset[int]:
        """Keys of the assistants and devices that are ticked."""
        return frozenset(one.pk for one in self.place.assistants)

    @property
    def devices(self) -> frozenset[int]:
        return frozenset(one.pk for one in self.place.devices)


def start(asked: QueryDict, clinic: Clinic, *, at: datetime) -> QueryDict:
    """What a form begins with: what the calendar named, and the next quarter-hour."""
    local = at.astimezone(ZoneInfo(clinic.zone))
    soon = local + timedelta(minutes=QUARTER - local.minute % QUARTER)
    begun = asked.copy()
    if not begun.get("day"):
        begun["day"] = soon.date().isoformat()
    if not begun.get("clock"):
        is_today = begun["day"] == soon.date().isoformat()
        begun["clock"] = f"{(soon.time() if is_today else MORNING):%H:%M}"
    return begun


def completed(form: PlaceForm, *, at: datetime, besides: int | None = None) -> Draft:
    """The place typed so far; what is missing or taken is filled in from the free."""
    form.is_valid()
    known: dict[str, Any] = getattr(form, "cleaned_data", {})
    service = known.get("service")
    place = Place(
        clinic=form.clinic,
        starts_at=_starts_at(known, form.clinic, at),
        minutes=_minutes(form, known, service),
        doctor=known.get("doctor"),
        chair=known.get("chair"),
        devices=tuple(known.get("devices") or ()),
        assistants=tuple(known.get("assistants") or ()),
    )
    place = place.given(service) if service else place
    fit = fitting(place, at=at, besides=besides)
    if form.data.get("service_was", "") != str(service.pk if service else ""):
        place = replace(place, chair=None, devices=(), assistants=())
    return Draft(fit.completed(_only_free(place, fit), service), fit, service)


def _only_free(place: Place, fit: Fitting) -> Place:
    """Let go of things that are taken; whom the patient wants stays chosen."""
    free = {
        one.thing for one in (*fit.chairs, *fit.assistants, *fit.devices) if one.is_free
    }
    return replace(
        place,
        chair=place.chair if place.chair in free else None,
        devices=tuple(one for one in place.devices if one in free),
        assistants=tuple(one for one in place.assistants if one in free),
    )


def _starts_at(known: dict[str, Any], clinic: Clinic, at: datetime) -> datetime:
    day: date = known.get("day") or clinic.day_of(at)
    try:
        return clock.moment(day, known.get("clock") or MORNING, clinic.zone)
    except NotATime:
        morning = datetime.combine(day, MORNING, ZoneInfo(clinic.zone))
        return morning.astimezone(UTC)


def _minutes(form: PlaceForm, known: dict[str, Any], service: Service | None) -> int:
    """As typed, unless the service was just chosen: then as long as that takes."""
    was = form.data.get("service_was", "")
    if service and was != str(service.pk):
        return service.minutes
    typed: int = known.get("minutes") or USUAL_MINUTES
    return max(typed, 1)
