"""A place as the forms of booking write it, and as it is read again from there."""

from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from renxin.booking.forms import PlaceForm
from renxin.booking.models.resource import Thing
from renxin.booking.refusals import NotAPlace
from renxin.booking.terms import Place
from renxin.clinics.models import Clinic


def written(place: Place) -> dict[str, list[str]]:
    """A place as a form of booking names it."""
    things: dict[str, tuple[Thing, ...]] = {
        "doctor": (place.doctor,) if place.doctor else (),
        "chair": (place.chair,) if place.chair else (),
        "assistants": place.assistants,
        "devices": place.devices,
    }
    return {
        "day": [place.day.isoformat()],
        "clock": [place.told().rpartition(" ")[2]],
        "minutes": [str(place.minutes)],
    } | {name: [str(one.pk) for one in some] for name, some in things.items()}


def query(place: Place, **more: object) -> str:
    """The same for an address, with what else it begins with."""
    besides = {name: [str(value)] for name, value in more.items() if value}
    return urlencode(written(place) | besides, doseq=True)


def read(named: QueryDict, clinic: Clinic) -> Place:
    """The place a form or a line of hidden values names, if it is of this clinic."""
    form = PlaceForm(named, clinic=clinic)
    if not form.is_valid():
        raise NotAPlace(_("That place cannot be read. Choose one from the list again."))
    cleaned = form.cleaned_data
    return Place(
        clinic=clinic,
        starts_at=form.starts_at(),
        minutes=cleaned["minutes"],
        doctor=cleaned["doctor"],
        chair=cleaned["chair"],
        devices=tuple(cleaned["devices"]),
        assistants=tuple(cleaned["assistants"]),
    )
