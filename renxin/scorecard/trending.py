"""One figure over twelve months, large enough to read."""

from dataclasses import dataclass

from pulse.metrics import Metric
from renxin.scorecard.counting import Count
from renxin.scorecard.drawn import month_name
from renxin.scorecard.goals import bounds
from renxin.scorecard.saying import times_of
from renxin.scorecard.scope import Scope
from renxin.scorecard.tiles import Wall, digits_for, is_small, value_of, whole_of

DESK, PHONE = 600, 330
LEFT, MARGIN, TOP, FLOOR = 44.0, 12.0, 16.0, 176.0


@dataclass(frozen=True)
class Month:
    """One month: where its point stands, and the numbers for the table behind."""

    name: str
    short: str
    x: float
    y: float | None
    value: str
    whole: str


@dataclass(frozen=True)
class Trend:
    """Twelve points in a picture of some width, and the table behind it."""

    width: int
    months: tuple[Month, ...]
    line: str
    goal_y: float | None
    goal: str
    top: str
    floor: str

    @property
    def right(self) -> float:
        return self.width - MARGIN


def trend(wall: Wall, metric: Metric, asked: Scope, width: int = DESK) -> Trend | None:
    """None where no month has anything to show."""
    sheet, group = wall.sheet, wall.group
    counts = sheet.months.get(group, {}).get(metric.code, [])
    shown = [one if _may_be_shown(one, asked) else None for one in counts]
    values = [one.value for one in shown if one and one.value is not None]
    if not values:
        return None
    before = sheet.before.get(group, {}).get(metric.code)
    goal = bounds(metric, before, wall.targets)
    level = goal.line if goal else None
    ends = [*values, level] if level is not None else values
    scale = _Scale.of(ends)
    step = (width - MARGIN - LEFT) / max(len(shown) - 1, 1)
    months = tuple(
        _month(metric, name, one, round(LEFT + step * place, 1), scale)
        for place, (name, one) in enumerate(zip(asked.span.trend(), shown, strict=True))
    )
    times = times_of(metric)
    return Trend(
        width=width,
        months=months,
        line=_line(months),
        goal_y=None if level is None else scale.y(level),
        goal=goal.words() if goal else "",
        top=f"{scale.high * times:,.0f}",
        floor=f"{scale.low * times:,.0f}",
    )


@dataclass(frozen=True)
class _Scale:
    low: float
    high: float

    @classmethod
    def of(cls, ends: "list[float]") -> "_Scale":
        low, high = min(ends), max(ends)
        room = (high - low) * 0.1 or abs(high) * 0.1 or 0.1
        return cls(max(low - room, 0.0), high + room)

    def y(self, value: float) -> float:
        return round(
            FLOOR - (value - self.low) / (self.high - self.low) * (FLOOR - TOP), 1
        )


def _may_be_shown(one: Count | None, asked: Scope) -> bool:
    return one is not None and (asked.names or not is_small(one))


def _month(
    metric: Metric, name: str, one: Count | None, x: float, scale: _Scale
) -> Month:
    if one is None or one.value is None:
        return Month(month_name(name), str(int(name[-2:])), x, None, "", "")
    return Month(
        name=month_name(name),
        short=str(int(name[-2:])),
        x=x,
        y=scale.y(one.value),
        value=value_of(metric, one, digits_for(one)),
        whole=whole_of(metric, one),
    )


def _line(months: tuple[Month, ...]) -> str:
    pieces, lifted = [], True
    for month in months:
        if month.y is not None:
            pieces.append(f"{'M' if lifted else 'L'}{month.x} {month.y}")
        lifted = month.y is None
    return " ".join(pieces)
