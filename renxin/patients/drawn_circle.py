"""The people around a patient as a drawing: the patient in the middle, two columns.

Lengths are in the units of the drawing, which is `WIDE` across.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from renxin.patients.page import Neighbour

WIDE, ROW, EDGE, TOP = 300, 70, 60, 32
LONGEST, MOST = 2, 8
CJK = "\u2e80"


@dataclass(frozen=True)
class Spot:
    """One person of the drawing, where their line ends and their words stand."""

    x: int
    y: int
    short: str
    label: str
    is_kin: bool

    @property
    def name_y(self) -> int:
        return self.y + 4

    @property
    def label_y(self) -> int:
        return self.y + 34


@dataclass(frozen=True)
class Drawing:
    middle: Spot
    spots: list[Spot]
    told: Sequence[Neighbour]

    @property
    def tall(self) -> int:
        return ROW * _rows(len(self.spots)) + 10


def drawn(name: str, around: Sequence[Neighbour]) -> Drawing | None:
    """A circle of nobody is not drawn; of very many, the first."""
    if not around:
        return None
    around = _once(around)
    shown = around[:MOST]
    middle_y = TOP + ROW * (_rows(len(shown)) - 1) // 2
    spots = [
        Spot(
            x=WIDE - EDGE if place % 2 == 0 else EDGE,
            y=TOP + ROW * (place // 2),
            short=short(one.name),
            label=one.label,
            is_kin=one.is_kin,
        )
        for place, one in enumerate(shown)
    ]
    middle = Spot(WIDE // 2, middle_y, short(name), "", is_kin=True)
    return Drawing(middle, spots, around)


def _once(around: Iterable[Neighbour]) -> list[Neighbour]:
    """Who is both kin and brought here stands in one place, with both words."""
    found: dict[int, Neighbour] = {}
    for one in around:
        known = found.get(one.patient_id)
        label = _(", ").join([known.label, one.label]) if known else one.label
        found[one.patient_id] = replace(known or one, label=label)
    return list(found.values())


def short(name: str) -> str:
    """What fits in a disc: a Chinese given name, the initials of a Latin one."""
    first = name.split("·", maxsplit=1)[0].strip()
    if first[:1] >= CJK:
        return first[-LONGEST:]
    return "".join(word[0] for word in name.split())[:LONGEST].upper()


def _rows(count: int) -> int:
    return (count + 1) // 2
