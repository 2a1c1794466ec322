from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from pulse import metrics
from renxin.desk.access import needs
from renxin.scorecard.pieces import Kind
from renxin.scorecard.tiles import definition_of, name_of
from renxin.scorecard.views.listing import Listing, listed
from renxin.staff.desk import DeskRequest

COUNTED, WHOLE = "counted", "whole"


@require_safe
@needs("figures.see", "figures.names")
def index(request: DeskRequest, code: str) -> HttpResponse:
    """The rows a figure is made of, or those of them it counts."""
    metric = metrics.get(code)
    if metric is None:
        raise Http404
    part = WHOLE if request.GET.get("part") == WHOLE else COUNTED
    where = {"counted": True} if part == COUNTED else {}
    listing = Listing(
        Kind.ROWS,
        where,
        code=code,
        title=name_of(metric),
        context={"definition": definition_of(metric), "part": part, "code": code},
    )
    return listed(request, listing)
