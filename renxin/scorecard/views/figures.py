from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from renxin.desk.access import needs
from renxin.scorecard import goals, pieces, tiles
from renxin.scorecard.agreed import agreed
from renxin.scorecard.curves import curve_picture
from renxin.scorecard.drawn import loss_picture
from renxin.scorecard.goals import Targets
from renxin.scorecard.heat import heat
from renxin.scorecard.models import Target
from renxin.scorecard.pictures import Pictures
from renxin.scorecard.pieces import Kind
from renxin.scorecard.scope import Scope, scope
from renxin.scorecard.tiles import Wall, metrics
from renxin.scorecard.trending import PHONE, trend
from renxin.staff.desk import DeskRequest

NARROW, WIDE = 464, 960
HISTORY = 20


@require_safe
@needs("figures.see")
def index(request: DeskRequest) -> HttpResponse:
    asked = scope(request)
    if asked.lake is None or not asked.lake.tells_of_days:
        return render(request, "scorecard/none.html", {"scope": asked})
    sheet = pieces.sheet(asked.lake, asked.span)
    pictures = pieces.pictures_of(asked.lake, asked.span, asked.group)
    if sheet is None or pictures is None:
        kind = Kind.SHEET if sheet is None else Kind.PICTURES
        return counting(request, asked, kind)
    wall = Wall(sheet, asked.group, Targets.at(asked.clinic, metrics), asked.names)
    context = {
        "scope": asked,
        "most_asked": wall.most_asked(),
        "themes": list(wall.themes()),
        "may_look_ahead": request.staff.may("booking.eve"),
        "agreed": agreed(pictures, names=asked.names),
        **_drawn(pictures),
    }
    return render(request, "scorecard/index.html", context)


def _drawn(pictures: Pictures) -> dict[str, Any]:
    leaving, curve = pictures.leaving, pictures.curves.get("patients_by_visits")
    return {
        "loss": loss_picture(leaving, NARROW) if leaving and leaving.whole else None,
        "curve": curve_picture("patients_by_visits", curve) if curve else None,
        "heat": heat(pictures.cohorts),
    }


@require_safe
@needs("figures.see")
def show(request: DeskRequest, code: str) -> HttpResponse:
    if code not in metrics or metrics[code].split_by:
        raise Http404
    asked, metric = scope(request), metrics[code]
    if asked.lake is None or not asked.lake.tells_of_days:
        return render(request, "scorecard/none.html", {"scope": asked})
    sheet = pieces.sheet(asked.lake, asked.span)
    if sheet is None:
        return counting(request, asked, Kind.SHEET)
    targets = Targets.at(asked.clinic, metrics)
    wall = Wall(sheet, asked.group, targets, asked.names)
    by_clinic = [
        (clinic, Wall(sheet, clinic.code, targets, asked.names).tile(metric))
        for clinic in asked.clinics
    ]
    context = {
        "scope": asked,
        "tile": wall.tile(metric),
        "has_rows": metric.is_plain,
        "count": sheet.now.get(asked.group, {}).get(code),
        "trend": trend(wall, metric, asked),
        "narrow": trend(wall, metric, asked, PHONE),
        "by_clinic": by_clinic if len(by_clinic) > 1 else [],
        "can_set": goals.can_be_set(metric) and request.staff.may("figures.goals"),
        "history": Target.objects.of(code, asked.clinic)
        .newest_first()
        .select_related("by")[:HISTORY],
        "counted": tiles.COUNTED[metric.unit],
    }
    return render(request, "scorecard/show.html", context)


def counting(
    request: DeskRequest, asked: Scope, kind: Kind, code: str = ""
) -> HttpResponse:
    """A larger lake is not counted while somebody waits."""
    context = {"scope": asked, "kind": kind, "code": code}
    return render(request, "scorecard/counting.html", context)
