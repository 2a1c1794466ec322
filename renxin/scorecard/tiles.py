"""The figures as tiles: the number, its goal, its whole, and how it went."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise as LazyText
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from pulse import catalogue
from pulse.metrics import Metric
from pulse.metrics.registry import Unit
from renxin.scorecard.counting import Count, Sheet
from renxin.scorecard.drawings.spark import Spark, spark
from renxin.scorecard.goals import Bounds, Targets, bounds, number, seed_label
from renxin.scorecard.saying import digits_of, sign_of, times_of

SMALL = 10
WAITING = "K03"  # figures of people whose days must pass before they count
NOTHING = Spark()
metrics = catalogue()
FEW_DIGITS = 100

MOST_ASKED = ("K22", "P01", "K03", "K07", "K25", "K11")
THEMES: tuple[tuple[LazyText, tuple[str, ...]], ...] = (
    (gettext_lazy("Staying"), ("K22", "K24", "K34", "K03", "K04")),
    (gettext_lazy("Visits"), ("K01", "K02")),
    (gettext_lazy("Appointments"), ("K05", "K06", "K07", "K08")),
    (
        gettext_lazy("The day in the house"),
        ("K09", "K10", "K15", "K16", "K18", "K41", "K48"),
    ),
    (gettext_lazy("Care"), ("K17", "K36", "K37", "K47", "K35")),
    (gettext_lazy("Plans"), ("K19", "K20", "K21")),
    (gettext_lazy("Promises"), ("P", "K31", "K32", "K33")),
    (gettext_lazy("What we say"), ("K44", "K45")),
    (gettext_lazy("Satisfaction"), ("K25",)),
    (gettext_lazy("Word of mouth"), ("K11", "K12")),
    (gettext_lazy("Money"), ("K13", "K46")),
)
COUNTED = {
    Unit.PERSONS: gettext_lazy("patients"),
    Unit.VISITS: gettext_lazy("visits"),
    Unit.BOOKINGS: gettext_lazy("bookings"),
    Unit.ANSWERS: gettext_lazy("answers"),
    Unit.POINTS: gettext_lazy("points"),
    Unit.PROMISES: gettext_lazy("promises"),
    Unit.YUAN: gettext_lazy("patients"),
    Unit.SESSIONS: gettext_lazy("sessions"),
    Unit.MINUTES: gettext_lazy("minutes"),
    Unit.DOCTORS: gettext_lazy("doctors on duty"),
    Unit.BED_DAYS: gettext_lazy("bed days"),
    Unit.PLANS: gettext_lazy("plans"),
    Unit.STEPS: gettext_lazy("steps"),
    Unit.REFERRALS: gettext_lazy("referrals"),
    Unit.DUTIES: gettext_lazy("duties"),
    Unit.REPORTS: gettext_lazy("reports"),
    Unit.AMOUNT: gettext_lazy("yuan"),
    Unit.CALLS: gettext_lazy("calls"),
    Unit.MESSAGES: gettext_lazy("messages"),
    Unit.WORDINGS: gettext_lazy("wordings"),
}


@dataclass(frozen=True)
class Tile:
    """One figure as it is shown; without a value it says why there is none."""

    code: str
    name: str
    definition: str
    value: str = ""
    unit: str = ""
    change: str = ""
    goal: str = ""
    seed: str = ""
    met: bool | None = None
    short: str = ""
    whole: str = ""
    reason: str = ""
    line: Spark = NOTHING


@dataclass(frozen=True)
class Theme:
    label: str | LazyText
    tiles: tuple[Tile, ...]


@dataclass(frozen=True)
class Wall:
    """Every tile of one clinic in one span."""

    sheet: Sheet
    group: str
    targets: Targets
    names: bool

    def most_asked(self) -> tuple[Tile, ...]:
        return tuple(self.tile(metrics[code]) for code in MOST_ASKED)

    def themes(self) -> Iterator[Theme]:
        """The other figures, each under its theme; none is told twice."""
        told = set(MOST_ASKED)
        for label, starts in THEMES:
            codes = [code for code in sorted(metrics) if _is_of(code, starts)]
            tiles = [self.tile(metrics[code]) for code in codes if code not in told]
            told.update(codes)
            if tiles:
                yield Theme(label, tuple(tiles))

    def tile(self, metric: Metric) -> Tile:
        count = self.sheet.now.get(self.group, {}).get(metric.code)
        blank = Tile(metric.code, name_of(metric), definition_of(metric))
        reason = self.sheet.left_out.get(metric.code)
        if reason or count is None or count.value is None:
            return _with(blank, reason=self._why_nothing(metric, reason))
        if not self.names and is_small(count):
            return _with(blank, reason=_("Too few patients to be shown"))
        return self._told(blank, metric, count)

    def _why_nothing(self, metric: Metric, reason: str | None) -> str:
        if reason:
            return _("Not kept here yet")
        if not metric.code.startswith(WAITING):
            return _("Nothing to count in this time")
        waits = _("The days to wait have not passed yet")
        months = self.sheet.months.get(self.group, {}).get(metric.code, [])
        told = [month for month in months if month and month.value is not None]
        if not told or (not self.names and is_small(told[-1])):
            return waits
        latest = value_of(metric, told[-1], digits_for(told[-1]))
        return _("%(waits)s; the latest of whom they have: %(value)s %%") % {
            "waits": waits,
            "value": latest,
        }

    def _told(self, blank: Tile, metric: Metric, count: Count) -> Tile:
        before = self.sheet.before.get(self.group, {}).get(metric.code)
        goal = bounds(metric, before, self.targets)
        months = self.sheet.months.get(self.group, {}).get(metric.code, [])
        values = [month.value if month else None for month in months]
        digits = digits_for(count)
        return _with(
            blank,
            value=value_of(metric, count, digits),
            unit=sign_of(metric),
            change=change_of(metric, count, before, digits),
            whole=whole_of(metric, count),
            line=spark(values, goal.line if goal else None),
            seed=seed_label(goal),
            **(_against(goal, count, digits) if goal else _wished(metric)),
        )


def name_of(metric: Metric) -> str:
    return metric.zh if _is_chinese() else metric.en


def definition_of(metric: Metric) -> str:
    return metric.zh_definition if _is_chinese() else metric.definition


def value_of(metric: Metric, count: Count, digits: int) -> str:
    value = count.value or 0.0
    return f"{value * times_of(metric):,.{digits_of(metric, digits)}f}"


def digits_for(count: Count) -> int:
    """A tenth of a point means nothing where one person is more than a point."""
    return 1 if (count.whole or 0) >= FEW_DIGITS else 0


def whole_of(metric: Metric, count: Count) -> str:
    """The number never stands without its whole: 604 / 3,180 patients."""
    counted = COUNTED[metric.unit]
    if metric.is_mean:
        return _("%(whole)s paying patients") % {"whole": f"{count.whole:,}"}
    if metric.is_spread:
        return f"{count.whole:,} {counted}"
    part = number(float(count.part or 0))
    return f"{part} / {count.whole:,} {counted}"


def change_of(metric: Metric, count: Count, before: Count | None, digits: int) -> str:
    if before is None or before.value is None or count.value is None:
        return ""
    change = count.value - before.value
    shown = f"{change * times_of(metric):+,.{digits_of(metric, digits)}f}"
    return "0" if float(shown.replace(",", "")) == 0 else shown.replace("-", "−")


def is_small(count: Count) -> bool:
    """Whether the numbers would point at a few people."""
    whole, part = count.whole or 0, count.part
    if whole < SMALL:
        return True
    return part is not None and (0 < part < SMALL or 0 < whole - part < SMALL)


def _wished(metric: Metric) -> dict[str, object]:
    """A goal told as a change, with no year before to change from."""
    change = metric.goal.change
    if change is None:
        return {}
    points = number(change * 100)
    return {"goal": _("%(points)s points a year") % {"points": points}}


def _against(goal: Bounds, count: Count, digits: int) -> dict[str, object]:
    short = goal.shortfall(count.value or 0.0) * goal.times
    points = number(round(short, digits), digits)
    return {
        "goal": goal.words(),
        "met": short == 0,
        "short": _("%(points)s points short") % {"points": points} if short else "",
    }


def _is_of(code: str, starts: tuple[str, ...]) -> bool:
    return any(code == one or code.startswith((f"{one}.",)) for one in starts) or (
        code.startswith("P") and "P" in starts
    )


def _with(tile: Tile, **told: object) -> Tile:
    return Tile(**{**tile.__dict__, **told})


def _is_chinese() -> bool:
    return (get_language() or "").startswith("zh")
