"""Month by month: one line a figure, its goal dashed, its table behind it."""

from collections.abc import Sequence

from pulse.figures import Figure
from pulse.metrics import catalogue
from pulse.metrics.registry import Metric
from pulse.page.goals import Standing, standing
from pulse.page.markup import Markup, chart, join, points, runs, table, tag, text
from pulse.page.numbers import change, count, value
from pulse.page.tiles import name, told
from pulse.report import Report
from pulse.words import say

SHOWN = ("K22", "K07", "K03.90", "P01", "K25", "K11", "K13", "K01", "K09", "K15")
LEFT, RIGHT, FOOT, TOP = 40.0, 350.0, 134.0, 14.0
FEWEST = 3
NARROW = 0.05


def lines(report: Report, lang: str) -> list[Markup]:
    """The figures that have months to show."""
    return [
        _line(report, code, lang)
        for code in SHOWN
        if sum(one.value is not None for one in report.trends.get(code, ())) >= FEWEST
    ]


def _line(report: Report, code: str, lang: str) -> Markup:
    metric, series = catalogue()[code], report.trends[code]
    now, before = report.whole(code), report.year_before(code)
    ago = before.value if before else None
    current = now.value if now else None
    stands = standing(lang, metric, current, ago)
    see = say(lang, "No year before to compare with.")
    if ago is not None and current is not None:
        told_of = change(lang, metric, current, ago)
        see = say(lang, "{change} against the year before.", change=told_of)
    if stands:
        see = f"{see}{'' if lang == 'zh' else ' '}{stands.goal}: {stands.verdict}."
        see = see.replace(": ", "：").removesuffix(".") + "。" if lang == "zh" else see
    return chart(
        title=name(lang, metric),
        about=say(lang, "the last two years"),
        see=see,
        plot=_plot(metric, series, stands, name(lang, metric)),
        behind=(say(lang, "Table and definition"), _behind(metric, series, lang)),
    )


def _ends(values: Sequence[float], stands: Standing | None) -> tuple[float, float]:
    every = [*values, *([stands.line] if stands else [])]
    low, high = min(every), max(every)
    room = (high - low or abs(high) or 1.0) * 0.12
    return max(0.0, low - room), high + room


def _plot(
    metric: Metric, series: Sequence[Figure], stands: Standing | None, label: str
) -> Markup:
    low, high = _ends([one.value for one in series if one.value is not None], stands)

    def at(index: int, value: float) -> tuple[float, float]:
        x = LEFT + (RIGHT - LEFT) * index / (len(series) - 1)
        return x, FOOT - (FOOT - TOP) * (value - low) / (high - low)

    drawn = runs([one.value for one in series], at)
    x, y = drawn[-1][-1]
    goal = f"M{LEFT} {at(0, stands.line)[1]:.1f}H{RIGHT}" if stands else ""
    return tag(
        "svg",
        _axis(metric, low, high),
        tag("path", class_="rule", d=goal) if goal else "",
        join(tag("path", class_="l1", d=f"M{points(run)}") for run in drawn),
        tag("circle", class_="ring", cx=f"{x:.1f}", cy=f"{y:.1f}", r=3.5),
        _months(series),
        class_="plot",
        viewBox="0 0 360 160",
        role="img",
        aria_label=label,
    )


def _months(series: Sequence[Figure]) -> Markup:
    middle = (LEFT + RIGHT) / 2
    ends = (
        (LEFT, 0, "dim"),
        (middle, len(series) // 2, "dim mid"),
        (RIGHT, -1, "dim right"),
    )
    return join(
        text(x, FOOT + 17, series[index].by["month"], kind) for x, index, kind in ends
    )


def _axis(metric: Metric, low: float, high: float) -> Markup:
    marks = []
    for share in (0, 0.5, 1):
        level, y = low + (high - low) * share, FOOT - (FOOT - TOP) * share
        words = (
            count(round(level))
            if metric.is_mean or metric.is_spread
            else f"{level * 100:.{_places(low, high)}f}"
        )
        marks += [
            tag("path", class_="grid", d=f"M{LEFT} {y:.1f}H{RIGHT}"),
            text(LEFT - 6, y + 4, words, "dim right"),
        ]
    return join(marks)


def _places(low: float, high: float) -> int:
    return 1 if high - low < NARROW else 0


def _behind(metric: Metric, series: Sequence[Figure], lang: str) -> Markup:
    heads = [say(lang, one) for one in ("Month", "Value", "Part and whole")]
    rows = [(one.by["month"], _value(metric, one), _of(one)) for one in series]
    return join([tag("p", told(lang, metric), class_="note"), table(heads, rows)])


def _value(metric: Metric, figure: Figure) -> str:
    if figure.value is None:
        return "–"
    return " ".join(value(metric, figure.value))


def _of(figure: Figure) -> str:
    if figure.part is None:
        return f"n {count(figure.n or 0)}"
    return f"{count(figure.part)} / {count(figure.whole or 0)}"
