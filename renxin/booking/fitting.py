"""Who and what is free at a time, and which of them a service would take."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from renxin.booking.kinds import As
from renxin.booking.models import Occupation, Service
from renxin.booking.models.resource import Thing, field_of
from renxin.booking.terms import Place
from renxin.clinics.models import Chair, Clinic, Equipment
from renxin.rosters.models import Shift
from renxin.rosters.spans import DateTimeTZRange, covers, meet
from renxin.rosters.working import working
from renxin.staff.models import Post, Staff
from renxin.staff.roles import Role


@dataclass(frozen=True)
class Choice:
    """Somebody or something that may be asked for, and whether they are free."""

    thing: Thing
    is_free: bool
    is_here: bool = True

    @property
    def pk(self) -> int:
        return self.thing.pk

    @property
    def name(self) -> str:
        return self.thing.name


@dataclass(frozen=True)
class Fitting:
    """What one may choose for a time: the free first."""

    doctors: list[Choice]
    assistants: list[Choice]
    chairs: list[Choice]
    devices: list[Choice]
    # The chair the doctor works at in that shift.
    home_chair: int | None = None

    def completed(self, place: Place, service: Service | None) -> Place:
        """Fill in what the service needs and nobody has named, from what is free."""
        if service is None:
            return place
        chair = place.chair
        if chair is None and service.needs_chair():
            chair = self._chair()
        lacking = max(service.assistants - len(place.assistants), 0)
        more = [one for one in _free(self.assistants) if one not in place.assistants]
        devices = place.devices
        if service.device_kind and not devices:
            fit = [d for d in _free(self.devices) if d.kind == service.device_kind]
            devices = tuple(fit[:1])
        assistants = (*place.assistants, *more[:lacking])
        return replace(place, chair=chair, assistants=assistants, devices=devices)

    def _chair(self) -> Chair | None:
        """The doctor's own where it is free, or else the first that is."""
        free: list[Chair] = _free(self.chairs)
        own = [chair for chair in free if chair.pk == self.home_chair]
        return next(iter([*own, *free]), None)


def fitting(place: Place, *, at: datetime, besides: int | None = None) -> Fitting:
    """Who and what there is at the clinic, and who of them is free at that time."""
    clinic = place.clinic
    taken, here = _taken(place, besides, at=at), _here(place)

    def is_free(thing: Thing, taken_as: As) -> bool:
        during = place.time_of(taken_as)
        return not any(meet(during, one) for one in taken[field_of(thing), thing.pk])

    def person(staff: Staff, taken_as: As) -> Choice:
        is_here = covers(here[staff.pk], place.time_of(taken_as))
        return Choice(staff, is_here and is_free(staff, taken_as), is_here)

    def thing(one: Chair | Equipment, taken_as: As) -> Choice:
        return Choice(one, is_free(one, taken_as))

    people = _people(clinic, place)
    chairs = Chair.objects.filter(clinic=clinic).order_by("pk")
    devices = Equipment.objects.filter(clinic=clinic).order_by("pk")
    return Fitting(
        doctors=_free_first(person(one, As.DOCTOR) for one in people[Role.DOCTOR]),
        assistants=_free_first(
            person(one, As.ASSISTANT) for one in people[Role.ASSISTANT]
        ),
        chairs=_free_first(thing(one, As.CHAIR) for one in chairs),
        devices=_free_first(thing(one, As.DEVICE) for one in devices),
        home_chair=_home_chair(place),
    )


def _home_chair(place: Place) -> int | None:
    if place.doctor is None:
        return None
    shifts = Shift.objects.within(place.visit).filter(clinic=place.clinic)
    chairs = shifts.filter(staff=place.doctor).values_list("chair", flat=True)
    return chairs.order_by("during").first()


def _people(clinic: Clinic, place: Place) -> dict[str, list[Staff]]:
    posts = (
        Post.objects.at(clinic)
        .held_on(place.day)
        .filter(role__in=(Role.DOCTOR, Role.ASSISTANT), staff__is_active=True)
        .select_related("staff")
        .order_by("staff__name", "pk")
    )
    people: dict[str, list[Staff]] = {Role.DOCTOR: [], Role.ASSISTANT: []}
    for post in posts:
        if post.staff not in people[post.role]:
            people[post.role].append(post.staff)
    return people


def _here(place: Place) -> dict[int, list[DateTimeTZRange]]:
    """When each person is at work; a shift through midnight is of two days."""
    here: dict[int, list[DateTimeTZRange]] = defaultdict(list)
    for one in working(place.whole, clinics=[place.clinic]):
        here[one.staff_id].extend(one.spans)
    return here


def _taken(
    place: Place, besides: int | None, *, at: datetime
) -> dict[tuple[str, int], list[DateTimeTZRange]]:
    """What is taken within that time, by its field and key, and when."""
    standing = Occupation.objects.within(place.whole).not_lapsed(at=at)
    if besides:
        standing = standing.exclude(appointment=besides)
    taken: dict[tuple[str, int], list[DateTimeTZRange]] = defaultdict(list)
    for one in standing.select_related("resource"):
        taken[one.resource.stands_for].append(one.during)
    return taken


def _free_first(choices: Iterable[Choice]) -> list[Choice]:
    return sorted(choices, key=lambda one: (not one.is_free, not one.is_here))


def _free(choices: list[Choice]) -> list[Any]:
    return [one.thing for one in choices if one.is_free]
