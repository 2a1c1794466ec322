"""The ratio strip of a day, drawn: where each line and each word stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from renxin.rosters.ratio import HourRatio
from renxin.rosters.verdict import Band, Verdict

WIDTH, HEIGHT = 1180, 64
# The wash that is the band, and how far above and below it a line may stand.
TOP, BOTTOM, HIGHEST, LOWEST = 17.5, 36.5, 12.0, 42.0
INSET, ABOVE, BELOW, FOOT = 0.18, 5, 14, 60


@dataclass(frozen=True)
class Mark:
    """One hour on the strip."""

    hour_at: datetime
    x: float
    text_y: float
    path: str
    label: str
    is_outside: bool
    is_empty: bool


@dataclass(frozen=True)
class Strip:
    """The whole strip, and the sentence it says."""

    band: Band
    marks: tuple[Mark, ...]
    sentence: str
    width: int = WIDTH
    height: int = HEIGHT
    foot: int = FOOT
    top: float = TOP
    band_height: float = BOTTOM - TOP


def drawn(hours: Sequence[HourRatio]) -> Strip | None:
    """The strip of one day; none where nobody is on the roster."""
    if not hours:
        return None
    step = WIDTH / len(hours)
    marks = tuple(_mark(one, place * step, step) for place, one in enumerate(hours))
    return Strip(hours[0].band, marks, sentence(hours))


def sentence(hours: Sequence[HourRatio]) -> str:
    """Which hours are outside the band; the same for who cannot see the strip."""
    out = [one for one in hours if one.is_outside]
    if not out:
        return _("Every hour is within the band.")
    told = sentence_of(out)
    if len(out) == len(hours):
        return told
    return _("%(hours)s All other hours are within the band.") % {"hours": told}


def sentence_of(hours: Sequence[HourRatio]) -> str:
    return _("%(hours)s.") % {"hours": _("; ").join(line(one) for one in hours)}


def line(one: HourRatio) -> str:
    told = {
        "hour": f"{one.hour_at:%H}",
        "ratio": one.told,
        "verdict": one.verdict.label,
    }
    return _("%(hour)s:00 %(ratio)s, %(verdict)s") % told


def _mark(one: HourRatio, x: float, step: float) -> Mark:
    y = _height(one)
    first, last = x + step * INSET, x + step * (1 - INSET)
    is_empty = one.verdict is Verdict.NOBODY
    label = "" if is_empty else one.told
    if one.is_outside:
        label = f"{label} {one.verdict.label}"
    is_above = one.is_outside and y < TOP
    return Mark(
        hour_at=one.hour_at,
        x=round(x + step / 2, 1),
        text_y=round(y + BELOW if is_above else y - ABOVE, 1),
        path=f"M{first:.1f} {y:.1f}H{last:.1f}",
        label=label,
        is_outside=one.is_outside,
        is_empty=is_empty,
    )


def _height(one: HourRatio) -> float:
    """The band is the wash; what lies beyond is drawn beyond, but on the strip."""
    if one.value is None:
        return HIGHEST if one.assistants else BOTTOM
    width = float(one.band.at_most - one.band.at_least) or 1.0
    share = (float(one.value) - float(one.band.at_least)) / width
    return min(max(BOTTOM - share * (BOTTOM - TOP), HIGHEST), LOWEST)
