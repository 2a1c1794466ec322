"""What a screen in the waiting room may show: numbers, rooms and masked names."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from renxin.clinics.models import Clinic
from renxin.desk.masking import masked_name
from renxin.visits.line.turns import lined_up
from renxin.visits.models import StageEntry

CALLED, NEXT = 5, 3
ZH = dict(zip("0123456789", "零一二三四五六七八九", strict=True))
EN = dict(
    zip(
        "0123456789",
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
        ],
        strict=True,
    )
)


@dataclass(frozen=True)
class Shown:
    """One line of the screen: nothing else of anybody leaves the house by it."""

    number: str
    name: str
    place: str

    @property
    def in_chinese(self) -> str:
        """The number as it is read out, digit by digit."""
        return "".join(ZH[digit] for digit in self.number)

    @property
    def in_english(self) -> str:
        return " ".join(EN[digit] for digit in self.number)


@dataclass(frozen=True)
class Display:
    """Who was called, the latest first, and who comes next at each station."""

    called: list[Shown]
    waiting: list[Shown]

    @property
    def now(self) -> Shown | None:
        return next(iter(self.called), None)


def display_of(clinic: Clinic, *, at: datetime) -> Display:
    waiting = (
        StageEntry.objects.waiting()
        .at(clinic)
        .filter(visit__ended_at=None, visit__number__isnull=False)
        .select_related(
            "station", "called_to", "visit__patient__merged_into", "visit__appointment"
        )
        .prefetch_related("reorderings")
    )
    entries = list(waiting)
    called = [one for one in entries if one.called_at]
    called.sort(key=lambda one: (one.called_at, one.pk), reverse=True)
    line = [one for one in lined_up(entries, at=at) if not one.called_at]
    return Display(_lines(called[:CALLED]), _lines(_first_of_each(line)))


def _first_of_each(line: list[StageEntry]) -> list[StageEntry]:
    """The next few of every station, along the way through the house."""
    at_station: dict[tuple[int, str], list[StageEntry]] = defaultdict(list)
    for one in line:
        place = one.station.position if one.station else 0
        at_station[place, one.place].append(one)
    return [one for key in sorted(at_station) for one in at_station[key][:NEXT]]


def _lines(entries: Iterable[StageEntry]) -> list[Shown]:
    return [
        Shown(
            number=one.visit.told_number,
            name=masked_name(one.visit.patient.kept().name),
            place=one.called_to.name if one.called_to else one.place,
        )
        for one in entries
    ]
