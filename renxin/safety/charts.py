"""The four figures of a safe house, each with its limits, in words and as a picture."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from renxin.safety.drawings.control import PHONE, Control, control
from renxin.safety.limits import ENOUGH, Chart, Point, Sample, p_chart, u_chart
from renxin.safety.weeks import Weeks

PERCENT, PER_THOUSAND = 100, 1000


@dataclass(frozen=True)
class Figure:
    """What one chart counts, of what, and how it is told."""

    code: str
    title: str | LazyText
    of: str | LazyText
    definition: str | LazyText
    ask: Callable[[Weeks], list[Sample]]
    draw: Callable[[Sequence[Sample]], Chart] = p_chart
    times: int = PERCENT

    @property
    def unit(self) -> str:
        return " %" if self.times == PERCENT else " ‰"

    def told(self, rate: float) -> str:
        return f"{rate * self.times:.1f}{self.unit}"


FIGURES = (
    Figure(
        "pain",
        gettext_lazy("Strong pain"),
        gettext_lazy("visits with a score of 7 or more, of the visits asked"),
        gettext_lazy(
            "By the week the visit began. A visit counts once, however often it hurt;"
            " who was not asked is in neither number."
        ),
        Weeks.pain,
    ),
    Figure(
        "checks",
        gettext_lazy("Infection control"),
        gettext_lazy("checks with something not in order, of all checks"),
        gettext_lazy("By the day of the check, of chairs and of visits together."),
        Weeks.checks,
    ),
    Figure(
        "events",
        gettext_lazy("Events and near misses"),
        gettext_lazy("told, per 1,000 visits"),
        gettext_lazy(
            "By the day it happened. More may mean that more is told, which is good:"
            " look at the severity before you look at the number."
        ),
        Weeks.events,
        u_chart,
        PER_THOUSAND,
    ),
    Figure(
        "effects",
        gettext_lazy("Late effects"),
        gettext_lazy("who still felt something, of those asked later"),
        gettext_lazy("By the day they were asked. Asked and nothing felt counts too."),
        Weeks.effects,
    ),
)


@dataclass(frozen=True)
class Line:
    """One week in the table behind the picture."""

    week: date
    point: Point
    rate: str
    limits: str
    says: str


@dataclass(frozen=True)
class Picture:
    """A figure with its chart, drawn for a desk and for a phone."""

    figure: Figure
    chart: Chart
    lines: list[Line]
    sentence: str
    plot: Control | None = None
    narrow: Control | None = None

    @property
    def top(self) -> str:
        return f"{self.plot.top * self.figure.times:.0f}" if self.plot else ""

    @property
    def centre(self) -> str:
        return self.figure.told(self.chart.centre)


def pictures(weeks: Weeks) -> list[Picture]:
    return [picture(figure, weeks) for figure in FIGURES]


def picture(figure: Figure, weeks: Weeks) -> Picture:
    chart = figure.draw(figure.ask(weeks))
    told = zip(weeks.mondays(), chart.points, strict=True)
    lines = [_line(figure, week, point, chart) for week, point in told]
    if not chart.is_known:
        return Picture(figure, chart, lines, _not_yet(chart))
    return Picture(
        figure=figure,
        chart=chart,
        lines=lines,
        sentence=_sentence(figure, chart),
        plot=control(chart),
        narrow=control(chart, PHONE),
    )


def _line(figure: Figure, week: date, point: Point, chart: Chart) -> Line:
    if point.rate is None:
        return Line(week, point, "", "", _("nothing counted"))
    limits = ""
    if chart.is_known:
        limits = f"{figure.told(point.low)} – {figure.told(point.high)}"
    return Line(week, point, figure.told(point.rate), limits, _says(point, chart))


def _says(point: Point, chart: Chart) -> str:
    if not chart.is_known:
        return ""
    if point.is_above:
        return _("above the limit")
    if point.is_below:
        return _("below the limit")
    return _("in a run of 8 on one side") if point.in_run else ""


def _not_yet(chart: Chart) -> str:
    known = len(chart.known)
    return _("Not yet known: %(known)s of the %(enough)s weeks it takes.") % {
        "known": known,
        "enough": ENOUGH,
    }


def _sentence(figure: Figure, chart: Chart) -> str:
    """Chance, unless a point is outside or eight in a row are on one side."""
    usual = _("Usually %(centre)s.") % {"centre": figure.told(chart.centre)}
    outside = sum(one.is_outside for one in chart.points)
    parts = [usual]
    if outside:
        weeks = ngettext(
            "%(n)s week is outside its limits: ask what was different.",
            "%(n)s weeks are outside their limits: ask what was different.",
            outside,
        )
        parts.append(weeks % {"n": outside})
    if any(one.in_run for one in chart.points):
        parts.append(_("Eight weeks or more in a row are on one side: it has shifted."))
    if len(parts) == 1:
        parts.append(_("The ups and downs are no more than chance."))
    return " ".join(parts)
