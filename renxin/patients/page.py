"""The patient's page has hooks on which the storeys above hang what they know.

An app hangs something up in its ``patient_panel`` module, which is read when
the house opens. The page asks everyone, so nothing here knows who is above.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypeVar

from renxin.clinics.models import Clinic
from renxin.patients.badges import Badge
from renxin.patients.models import Patient
from renxin.staff.models import Staff

Shown = TypeVar("Shown")


@dataclass(frozen=True)
class Viewing:
    """Whose page is open, before whom, where and when."""

    patient: Patient
    record_ids: list[int]
    staff: Staff
    clinic: Clinic
    at: datetime
    _kept: dict[str, Any] = field(default_factory=dict, repr=False)

    def once(self, name: str, ask: Callable[[], Shown]) -> Shown:
        """Ask the database once for what several parts of the page show."""
        if name not in self._kept:
            self._kept[name] = ask()
        answer: Shown = self._kept[name]
        return answer


@dataclass(frozen=True)
class NextStep:
    """What happens next with this patient, and where to act on it."""

    big: str
    lines: tuple[str, ...] = ()
    url: str = ""
    action: str = ""
    is_owed: bool = True


@dataclass(frozen=True)
class Panel:
    """One card of the page: a template and what it shows."""

    template: str
    context: dict[str, Any]


@dataclass(frozen=True)
class Neighbour:
    """One person around the patient, as the drawing of the circle names them."""

    patient_id: int
    name: str
    label: str
    is_kin: bool = False


class Place(StrEnum):
    """Where on the page; what stands aside comes a moment after the rest."""

    MIDDLE = "middle"
    ASIDE = "aside"
    # Not on the page: beside the patient in the doctor's room.
    ROOM = "room"
    # Nor this: in the card of a visit on the flow board.
    VISIT = "visit"


BadgeMaker = Callable[[Viewing], Iterable[Badge]]
StepMaker = Callable[[Viewing], NextStep | None]
PanelMaker = Callable[[Viewing], Panel | None]
NeighbourMaker = Callable[[Viewing], Iterable[Neighbour]]
LastSeen = Callable[[list[int]], dict[int, date]]

_badges: list[tuple[int, BadgeMaker]] = []
_steps: list[tuple[int, StepMaker]] = []
_panels: list[tuple[Place, int, PanelMaker]] = []
_neighbours: list[NeighbourMaker] = []
_last_seen: list[LastSeen] = []


def badge(order: int) -> Callable[[BadgeMaker], BadgeMaker]:
    def hang(make: BadgeMaker) -> BadgeMaker:
        _badges.append((order, make))
        return make

    return hang


def next_step(order: int) -> Callable[[StepMaker], StepMaker]:
    """The lower the order, the sooner it is what happens next."""

    def hang(make: StepMaker) -> StepMaker:
        _steps.append((order, make))
        return make

    return hang


def panel(place: Place, order: int) -> Callable[[PanelMaker], PanelMaker]:
    def hang(make: PanelMaker) -> PanelMaker:
        _panels.append((place, order, make))
        return make

    return hang


def neighbours(make: NeighbourMaker) -> NeighbourMaker:
    """Who can say who else stands around a patient, beside the family."""
    _neighbours.append(make)
    return make


def last_seen(tell: LastSeen) -> LastSeen:
    """Who can say, of a handful of patients, when each was last here."""
    _last_seen.append(tell)
    return tell


def badges(viewing: Viewing) -> list[Badge]:
    return [one for _order, make in _in_order(_badges) for one in make(viewing)]


def next_step_of(viewing: Viewing) -> NextStep | None:
    """What the first who knows of something says; None when nobody does."""
    for _order, make in _in_order(_steps):
        if step := make(viewing):
            return step
    return None


def panels(viewing: Viewing, place: Place) -> list[Panel]:
    here = [(order, make) for where, order, make in _panels if where == place]
    made = (make(viewing) for _order, make in _in_order(here))
    return [panel for panel in made if panel]


def neighbours_of(viewing: Viewing) -> list[Neighbour]:
    return [one for make in _neighbours for one in make(viewing)]


def last_seen_on(patient_ids: list[int]) -> dict[int, date]:
    days: dict[int, date] = {}
    for tell in _last_seen if patient_ids else ():
        for pk, day in tell(patient_ids).items():
            days[pk] = max(day, days.get(pk, day))
    return days


def _in_order(hung: list[tuple[int, Shown]]) -> list[tuple[int, Shown]]:
    return sorted(hung, key=lambda one: one[0])
