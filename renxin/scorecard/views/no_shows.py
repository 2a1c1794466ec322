from collections.abc import Iterable

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from pulse import metrics
from renxin.desk.access import needs
from renxin.scorecard import pieces
from renxin.scorecard.drawings.leads import PHONE, leads
from renxin.scorecard.missing import Group
from renxin.scorecard.pieces import Kind
from renxin.scorecard.scope import scope
from renxin.scorecard.tiles import definition_of
from renxin.scorecard.views.figures import counting
from renxin.scorecard.week_map import week_map
from renxin.staff.desk import DeskRequest
from renxin.staff.models import Staff

NO_SHOW = "K07"


@require_safe
@needs("figures.see")
def index(request: DeskRequest) -> HttpResponse:
    """When bookings are missed: by hour of the week, by lead, and by doctor."""
    asked = scope(request)
    if asked.lake is None or not asked.lake.tells_of_days:
        return render(request, "scorecard/none.html", {"scope": asked})
    found = pieces.missing_of(asked.lake, asked.span, asked.group, names=asked.names)
    if found is None:
        return counting(request, asked, Kind.NO_SHOWS)
    context = {
        "scope": asked,
        "all": found.all,
        "definition": definition_of(metrics[NO_SHOW]),
        "week": week_map(found.week),
        "by_lead": found.by_lead,
        "leads": leads(found.by_lead, found.all),
        "narrow": leads(found.by_lead, found.all, PHONE),
        "doctors": _named(found.by_doctor) if asked.names else [],
    }
    return render(request, "scorecard/no_shows.html", context)


def _named(groups: Iterable[Group]) -> list[tuple[str, Group]]:
    """In the order of the names: this is no table of the best and the worst."""
    told = list(groups)
    ids = [int(one.name) for one in told if one.name.isdigit()]
    names = dict(Staff.objects.filter(pk__in=ids).values_list("pk", "name"))
    known = [
        (names.get(int(one.name), one.name) if one.name.isdigit() else one.name, one)
        for one in told
    ]
    return sorted(known, key=lambda pair: pair[0])
