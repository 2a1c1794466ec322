"""New patients by the month they first came, and how soon they came again."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from renxin.scorecard.drawn import month_name
from renxin.scorecard.pictures import Cohort
from renxin.scorecard.span import first_day

DAYS_A_MONTH = 30.4
SHADES = 6
SHOWN = 8
MIDDLE = 3


@dataclass(frozen=True)
class Cell:
    """One share, or nothing where the time has not passed for everyone in the row."""

    percent: str = ""
    shade: str = ""
    part: int = 0


@dataclass(frozen=True)
class Row:
    month: str
    told_in_full: str
    whole: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Heat:
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    sentence: str


def heat(cohorts: Sequence[Cohort], shown: int = SHOWN) -> Heat | None:
    """The latest cohorts of which at least the first window has passed."""
    told = [one for one in cohorts if one.whole and _passed(one)][-shown:]
    if not told:
        return None
    days = list(told[0].within)
    shares = [
        part / one.whole
        for one in told
        for part in one.within.values()
        if part is not None
    ]
    ends = min(shares), max(shares)
    rows = tuple(
        Row(
            month=date_format(first_day(one.month), _("M")),
            told_in_full=month_name(one.month),
            whole=one.whole,
            cells=tuple(_cell(one.within[day], one.whole, ends) for day in days),
        )
        for one in told
    )
    columns = tuple(f"+{round(int(day) / DAYS_A_MONTH)}" for day in days)
    return Heat(columns, rows, _sentence(told, days))


def _passed(cohort: Cohort) -> bool:
    return any(part is not None for part in cohort.within.values())


def _cell(part: int | None, whole: int, ends: tuple[float, float]) -> Cell:
    if part is None:
        return Cell()
    share, (low, high) = part / whole, ends
    shade = MIDDLE
    if high > low:
        shade = 1 + min(SHADES - 1, int((share - low) / (high - low) * SHADES))
    return Cell(f"{share * 100:.0f}", f"h{shade}", part)


def _sentence(told: Sequence[Cohort], days: Sequence[str]) -> str:
    """Compare the newest cohort that has a month behind it with the one before."""
    first = days[0]
    both = [one for one in told if one.within[first] is not None][-2:]
    if len(both) < 2:  # noqa: PLR2004  (nothing to compare with)
        return _("One month of new patients so far; the next will show the way.")
    before, now = ((one.within[first] or 0) / one.whole * 100 for one in both)
    told_by = {
        "month": date_format(first_day(both[1].month), _("F")),
        "now": f"{now:.0f}",
        "before": f"{before:.0f}",
    }
    return (
        _(
            "Of those new in %(month)s, %(now)s %% came again within a month; of the"
            " month before, %(before)s %%."
        )
        % told_by
    )
