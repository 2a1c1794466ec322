"""Where an appointment stands now, and where it would with some of that changed."""

from dataclasses import replace
from typing import Any

from renxin.booking.kinds import As
from renxin.booking.models import Appointment
from renxin.booking.models.service import USUAL_MINUTES
from renxin.booking.terms import Place, Terms
from renxin.clinics.models import Chair, Equipment
from renxin.staff.models import Staff


def place_of(appointment: Appointment) -> Place:
    """The place as it is taken; what was brought in from elsewhere may take nothing."""
    taken = list(
        appointment.occupations.select_related(
            "resource__staff", "resource__chair", "resource__equipment"
        ).order_by("pk")
    )
    things = [one.resource.thing for one in taken]
    chairs = [thing for thing in things if isinstance(thing, Chair)]
    place = Place(
        clinic=appointment.clinic,
        starts_at=appointment.starts_at,
        minutes=appointment.minutes or USUAL_MINUTES,
        doctor=appointment.doctor,
        chair=chairs[0] if chairs else None,
        devices=tuple(thing for thing in things if isinstance(thing, Equipment)),
        assistants=tuple(
            one.resource.thing
            for one in taken
            if one.taken_as == As.ASSISTANT and isinstance(one.resource.thing, Staff)
        ),
    )
    return place.given(appointment.service) if appointment.service else place


def moved(appointment: Appointment, over: str = "", **changed: Any) -> Terms:
    """The same appointment at another place; what is not named stays as it is."""
    return Terms(
        place=replace(place_of(appointment), **changed),
        service=appointment.service,
        kind=appointment.kind,
        over=over,
    )
