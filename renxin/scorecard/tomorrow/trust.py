"""How far the chances may be trusted, in numbers that each have their whole."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy

from pulse.models import Band
from renxin.scorecard.models import NoShowModel

# Of fewer bookings tried, a share of a band says nothing yet.
FEWEST = 30

HEADINGS: Mapping[Band, str | LazyText] = {
    Band.OFTEN: gettext_lazy("Ring first"),
    Band.RATHER: gettext_lazy("Ring if there is time"),
    Band.USUAL: gettext_lazy("As usual"),
    Band.SELDOM: gettext_lazy("Very likely to come"),
}
MEANINGS: Mapping[Band, str | LazyText] = {
    Band.OFTEN: gettext_lazy("missed at least twice as often as usual"),
    Band.RATHER: gettext_lazy("missed somewhat more often than usual"),
    Band.USUAL: gettext_lazy("missed about as often as usual"),
    Band.SELDOM: gettext_lazy("missed less often than usual"),
}


@dataclass(frozen=True)
class Held:
    """One band when it was tried: how many were expected, how many were missed."""

    band: Band
    part: int
    whole: int
    expected: str
    percent: str
    low: str
    high: str

    @property
    def heading(self) -> str | LazyText:
        return HEADINGS[self.band]

    @property
    def meaning(self) -> str | LazyText:
        return MEANINGS[self.band]

    @property
    def is_known(self) -> bool:
        return self.whole >= FEWEST


@dataclass(frozen=True)
class Trust:
    """What the model rests on, and what came of it on later bookings."""

    model: NoShowModel
    tried: int
    missed: int
    expected: str
    right_of_100: str
    low: str
    high: str
    bands: tuple[Held, ...]

    def of(self, band: Band) -> Held | None:
        return next((one for one in self.bands if one.band is band), None)


def trust(model: NoShowModel) -> Trust | None:
    """None where there was too little to try it on."""
    ahead = (model.tried or {}).get("ahead")
    if model.tried is None or ahead is None:
        return None
    value, low, high = (f"{one * 100:.0f}" for one in ahead["auc"])
    return Trust(
        model=model,
        tried=ahead["n"],
        missed=ahead["missed"],
        expected=f"{ahead['expected']:,.0f}",
        right_of_100=value,
        low=low,
        high=high,
        bands=tuple(_held(one) for one in model.tried["bands"]),
    )


def _held(told: Mapping[str, Any]) -> Held:
    return Held(
        band=Band(told["group"]),
        part=told["part"],
        whole=told["whole"],
        expected=f"{told['expected']:,.0f}",
        percent=f"{told['value'] * 100:.0f}",
        low=f"{told['low'] * 100:.0f}",
        high=f"{told['high'] * 100:.0f}",
    )
