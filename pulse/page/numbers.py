"""Numbers as they are read: thousands apart, a true minus, points and percent."""

from pulse.figures import Figure
from pulse.metrics.registry import Measure, Metric, Unit
from pulse.words import say

MINUS = "−"
UNITS = {
    Unit.PERSONS: "persons",
    Unit.VISITS: "visits",
    Unit.BOOKINGS: "bookings",
    Unit.ANSWERS: "answers",
    Unit.POINTS: "marks",
    Unit.PROMISES: "promises",
    Unit.SESSIONS: "sessions",
    Unit.MINUTES: "minutes",
    Unit.DOCTORS: "doctors",
    Unit.BED_DAYS: "bed days",
    Unit.PLANS: "plans",
    Unit.STEPS: "steps",
    Unit.REFERRALS: "referrals",
    Unit.DUTIES: "duties",
    Unit.REPORTS: "reports",
    Unit.AMOUNT: "yuan",
    Unit.CALLS: "calls",
    Unit.MESSAGES: "messages",
    Unit.WORDINGS: "wordings",
}


def count(number: float) -> str:
    whole = f"{abs(number):,.0f}" if number == int(number) else f"{abs(number):,.1f}"
    return f"{MINUS}{whole}" if number < 0 else whole


def percent(share: float | None, places: int = 1) -> str:
    return "–" if share is None else f"{share * 100:.{places}f} %"


def signed(number: float, places: int = 1) -> str:
    """A change, its sign always there; nothing is ±0."""
    written = f"{abs(number):.{places}f}"
    if float(written) == 0:
        return f"±{written}"
    return f"{'+' if number > 0 else MINUS}{written}"


def value(metric: Metric, number: float | None) -> tuple[str, str]:
    """The figure and its unit sign, apart so that the sign can be set smaller."""
    if number is None:
        return "–", ""
    if metric.measure is Measure.SHARE:
        return f"{number * 100:.1f}", "%"
    if metric.measure is Measure.TO_ONE:
        return f"{number:.1f}", " : 1"
    if metric.measure is Measure.POINTS:
        return signed(number * 100), ""
    return f"{number:,.0f}", ""


def sign(lang: str, metric: Metric) -> str:
    """What stands behind a figure that has no sign of its own."""
    said = {Measure.YUAN: "yuan", Measure.MINUTES: "min", Measure.POINTS: "points"}
    return say(lang, said[metric.measure]) if metric.measure in said else ""


def whole(lang: str, metric: Metric, figure: Figure) -> str:
    """Of how many: never left out."""
    if metric.is_mean:
        return f"{count(figure.n or 0)} {say(lang, 'paying patients')}"
    of_how_many = figure.whole or figure.n or 0
    if not of_how_many:
        return say(lang, "nobody to count")
    unit = say(lang, UNITS[metric.unit])
    if metric.is_spread:
        return f"{count(of_how_many)} {unit}"
    told = say(
        lang,
        "{part} of {whole}",
        part=count(figure.part or 0),
        whole=count(of_how_many),
    )
    return f"{told} {unit}"


def change(lang: str, metric: Metric, now: float, before: float) -> str:
    """Against a year ago: points for shares, percent for money."""
    if metric.is_mean:
        return f"{signed((now / before - 1) * 100)} %" if before else ""
    if metric.is_spread:
        return f"{signed(now - before, 0)} {say(lang, 'min')}"
    if metric.measure is Measure.TO_ONE:
        return signed(now - before)
    return f"{signed((now - before) * 100)} {say(lang, 'points')}"
