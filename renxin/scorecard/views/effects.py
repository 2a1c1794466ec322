"""What measurably brings people back, and how many people it takes to know."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from renxin.clinics.models import Clinic
from renxin.desk.access import needs
from renxin.protocols.models import Trial
from renxin.scorecard import effects, pieces
from renxin.scorecard.effects import Row
from renxin.scorecard.forms import PlanForm
from renxin.scorecard.pieces import Kind
from renxin.scorecard.scope import scope
from renxin.scorecard.views.figures import counting
from renxin.staff.desk import DeskRequest


@require_safe
@needs("figures.see")
def index(request: DeskRequest) -> HttpResponse:
    """Every trial with its interval, or why it is not known yet; and the planner."""
    asked = scope(request)
    if asked.lake is None:
        return render(request, "scorecard/none.html", {"scope": asked})
    found = pieces.effects_of(asked.lake, asked.span, asked.group)
    if found is None:
        return counting(request, asked, Kind.EFFECTS)
    rows = named(effects.read(found))
    houses = 1 if asked.clinic else max(1, len(asked.clinics))
    first = effects.asked_first(rows, houses)
    context = {"scope": asked, "rows": rows, **_planned(request.GET, rows, first)}
    context |= {"any_on_both": any(row.on_both for row in rows)}
    context |= {"axis": effects.axis(rows)}
    context |= {"sees_protocols": request.staff.may("protocols.see")}
    return render(request, "scorecard/effects.html", context)


def named(rows: Iterable[Row]) -> list[Row]:
    """By the names of their protocols; a trial of another system keeps its own."""
    listed = list(rows)
    codes = [row.experiment for row in listed]
    trials = Trial.objects.filter(experiment__in=codes).select_related("version")
    known = {one.experiment: one for one in trials}
    clinics = dict(Clinic.objects.values_list("code", "short_name"))
    return sorted(
        (_named(row, known, clinics) for row in listed), key=lambda row: row.name
    )


def _named(row: Row, known: Mapping[str, Trial], clinics: Mapping[str, str]) -> Row:
    branches = tuple(
        replace(one, clinic=clinics.get(one.clinic, one.clinic)) for one in row.branches
    )
    row = replace(row, branches=branches)
    trial = known.get(row.experiment)
    if trial is None:
        return replace(row, name=row.experiment)
    return replace(row, name=trial.version.name, protocol_id=trial.protocol_id)


def _planned(
    query: Mapping[str, Any], rows: list[Row], first: dict[str, Any]
) -> dict[str, Any]:
    is_asked = "base" in query
    form = PlanForm(query) if is_asked else PlanForm(first, initial=first)
    rho = next((row.rho for row in rows if row.rho), 0.0)
    plan = form.plan(rho=rho) if form.is_valid() else None
    lines = plan.lines(effects.language()) if plan else []
    return {"form": form, "lines": lines, "spared": round(rho**2 * 100)}
