"""What a file that leaves the house holds: figures, and names for those who may."""

from collections.abc import Mapping, Sequence

from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pulse.metrics import Metric
from renxin.scorecard import tiles
from renxin.scorecard.counting import Count
from renxin.scorecard.counting import Sheet as Counted
from renxin.scorecard.goals import Targets, bounds
from renxin.scorecard.people import Named
from renxin.scorecard.saying import sign_of
from renxin.scorecard.scope import Scope
from renxin.scorecard.tiles import metrics
from renxin.scorecard.workbook import Cell, Sheet

UNTOLD = frozenset({"place", "patient_id"})
HEADS: Mapping[str, str | LazyText] = {
    "reason": gettext_lazy("Reason"),
    "month": gettext_lazy("Month"),
    "last_seen_on": gettext_lazy("Last seen on"),
    "counted": gettext_lazy("Counted"),
    "held": gettext_lazy("This year"),
    "before": gettext_lazy("The year before"),
}


def figures(counted: Counted, asked: Scope) -> Sheet:
    """Every figure with its part, its whole, its goal and what it means."""
    heads = [
        _("Code"),
        _("Figure"),
        _("Part"),
        _("Whole"),
        _("Value"),
        _("A year earlier"),
        _("Goal"),
        _("Counted in"),
        _("Where"),
        _("From"),
        _("Until and without"),
        _("Definition"),
        _("Note"),
    ]
    targets = Targets.at(asked.clinic, metrics)
    codes = [code for code, one in sorted(metrics.items()) if not one.split_by]
    return Sheet(
        _("Figures"), heads, [_figure(code, counted, asked, targets) for code in codes]
    )


def _figure(
    code: str, counted: Counted, asked: Scope, targets: Targets
) -> Sequence[Cell]:
    metric = metrics[code]
    now = counted.now.get(asked.group, {}).get(code)
    before = counted.before.get(asked.group, {}).get(code)
    goal = bounds(metric, before, targets)
    is_hidden = now is not None and not asked.names and tiles.is_small(now)
    shown = None if is_hidden else now
    note = _("Too few patients to be shown") if is_hidden else ""
    return [
        code,
        tiles.name_of(metric),
        shown.part if shown else None,
        shown.whole if shown else None,
        shown.value if shown else None,
        _value_of(before, asked),
        goal.words() if goal else "",
        _unit_of(metric),
        asked.clinic.name if asked.clinic else _("The whole house"),
        asked.span.start,
        asked.span.end,
        tiles.definition_of(metric),
        note or counted.left_out.get(code, ""),
    ]


def _unit_of(metric: Metric) -> str:
    if metric.is_mean or metric.is_spread:
        return sign_of(metric)
    return str(tiles.COUNTED[metric.unit])


def _value_of(count: Count | None, asked: Scope) -> float | None:
    if count is None or (not asked.names and tiles.is_small(count)):
        return None
    return count.value


def people(title: str, lines: Sequence[Named]) -> Sheet:
    """Who stands on a list, with what the list says of each."""
    told = [name for name in (lines[0].told if lines else ()) if name not in UNTOLD]
    heads = [
        _("Record number"),
        _("Name"),
        *(str(HEADS.get(name, name)) for name in told),
    ]
    rows = [
        [line.patient.number, line.patient.name, *(line.told[name] for name in told)]
        for line in lines
        if line.patient
    ]
    return Sheet(title, heads, rows)
