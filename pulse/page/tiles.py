"""Tiles: the figure, its goal, its whole, its year, its definition."""

from pulse.figures import Figure
from pulse.metrics import catalogue
from pulse.metrics.registry import Metric
from pulse.page.goals import Standing, standing
from pulse.page.markup import Markup, join, points, runs, tag
from pulse.page.numbers import change, sign, value, whole
from pulse.report import Report
from pulse.words import say

FIRST = ("K22", "P01", "K03", "K07", "K25", "K11", "K01", "K13")
FEWEST = 2
WIDE, HIGH, EDGE = 120.0, 30.0, 4.0


def tiles(report: Report, lang: str) -> Markup:
    told = {one.code: one for one in report.figures if not one.by}
    order = [*FIRST, *(code for code in catalogue() if code not in FIRST)]
    return tag(
        "section",
        tag("h2", say(lang, "Key figures"), class_="sr"),
        *(
            _tile(report, lang, told[code])
            for code in order
            if code in told and (code in FIRST or told[code].value is not None)
        ),
        class_="tiles",
    )


def _tile(report: Report, lang: str, figure: Figure) -> Markup:
    metric = catalogue()[figure.code]
    before = report.year_before(figure.code)
    ago = before.value if before else None
    stands = standing(lang, metric, figure.value, ago)
    number, mark = value(metric, figure.value)
    return tag(
        "article",
        tag("h3", name(lang, metric)),
        tag(
            "div",
            tag("b", number),
            tag("small", mark or sign(lang, metric))
            if figure.value is not None
            else "",
            _year(lang, metric, figure, ago),
            class_="val",
        ),
        _goal(stands),
        tag("div", whole(lang, metric, figure), class_="whole"),
        spark(report.trends.get(figure.code, ())[-12:], stands),
        tag(
            "details",
            tag("summary", say(lang, "Definition")),
            tag("p", told(lang, metric)),
        ),
        class_="tile",
    )


def name(lang: str, metric: Metric) -> str:
    return metric.zh if lang == "zh" else metric.en


def told(lang: str, metric: Metric) -> str:
    return metric.zh_definition if lang == "zh" else metric.definition


def _year(lang: str, metric: Metric, figure: Figure, ago: float | None) -> Markup:
    if ago is None or figure.value is None:
        return Markup("")
    return tag("i", f"{say(lang, 'a year')} {change(lang, metric, figure.value, ago)}")


def _goal(stands: Standing | None) -> Markup:
    if stands is None:
        return tag("div", Markup("&nbsp;"), class_="goal")
    shape = "✓" if stands.is_met else "△"
    return tag(
        "div",
        tag("span", stands.goal),
        tag("b", f"{shape} {stands.verdict}", class_="yes" if stands.is_met else "no"),
        class_="goal",
    )


def spark(series: tuple[Figure, ...], stands: Standing | None) -> Markup:
    """Twelve months as a line; a month without a whole breaks it. Goal dashed."""
    values = [one.value for one in series]
    known = [one for one in values if one is not None]
    if len(known) < FEWEST:
        return Markup("")
    ends = [*known, *([stands.line] if stands else [])]
    low, spread = min(ends), (max(ends) - min(ends)) or 1.0

    def height(one: float) -> float:
        return HIGH - EDGE - (one - low) / spread * (HIGH - 2 * EDGE)

    step = WIDE / max(1, len(values) - 1)
    drawn = runs(values, lambda at, one: (at * step, height(one)))
    goal = f"M0 {height(stands.line):.1f}H{WIDE:.0f}" if stands else ""
    return tag(
        "svg",
        tag("path", class_="g", d=goal) if goal else "",
        join(tag("path", class_="l", d=f"M{points(run)}") for run in drawn),
        class_="spark",
        viewBox=f"0 0 {WIDE:.0f} {HIGH:.0f}",
        preserveAspectRatio="none",
        aria_hidden="true",
    )
