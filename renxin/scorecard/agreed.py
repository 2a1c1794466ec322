"""What people agreed to, by purpose (K43): each with its whole, none that is small."""

from dataclasses import dataclass

from django.utils.functional import Promise as LazyText

from renxin.patients.models import Purpose
from renxin.scorecard.pictures import Pictures
from renxin.scorecard.tiles import SMALL


@dataclass(frozen=True)
class Row:
    """One purpose: how many of how many agree; of a few people nothing is told."""

    label: str | LazyText
    part: int
    whole: int
    is_small: bool

    @property
    def percent(self) -> str:
        return f"{self.part / self.whole * 100:.1f}"


def agreed(pictures: Pictures, *, names: bool) -> list[Row]:
    return [
        Row(
            _label(one.purpose),
            one.part,
            one.whole,
            is_small=not names and min(one.part, one.whole - one.part) < SMALL,
        )
        for one in pictures.agreed
    ]


def _label(purpose: str) -> str | LazyText:
    """What another system wrote is shown as it is."""
    return Purpose(purpose).label if purpose in Purpose.values else purpose
