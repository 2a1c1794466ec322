from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from renxin.desk.access import needs
from renxin.followup.models.loss import Reason
from renxin.scorecard import pieces
from renxin.scorecard.drawn import NOT_ASKED, SHORT, loss_picture, month_name
from renxin.scorecard.pieces import Kind
from renxin.scorecard.scope import scope
from renxin.scorecard.views.figures import WIDE, counting
from renxin.scorecard.views.listing import Listing, listed
from renxin.staff.desk import DeskRequest

REASONS = {*Reason.values, NOT_ASKED}


@require_safe
@needs("figures.see")
def index(request: DeskRequest) -> HttpResponse:
    asked = scope(request)
    if asked.lake is None or not asked.lake.tells_of_days:
        return render(request, "scorecard/none.html", {"scope": asked})
    pictures = pieces.pictures_of(asked.lake, asked.span, asked.group)
    if pictures is None:
        return counting(request, asked, Kind.PICTURES)
    leaving = pictures.leaving
    is_told = leaving is not None and leaving.whole > 0
    months = [
        (month, month_name(month), count)
        for month, count in (leaving.months.items() if leaving else ())
    ]
    context = {
        "scope": asked,
        "loss": loss_picture(leaving, WIDE) if leaving and is_told else None,
        "months": months,
    }
    return render(request, "scorecard/loss.html", context)


@require_safe
@needs("figures.see", "figures.names")
def patients(request: DeskRequest) -> HttpResponse:
    """The people behind a reason, a month, or the whole loss."""
    where = {}
    title = ""
    reason, month = request.GET.get("reason", ""), request.GET.get("month", "")
    if reason in REASONS:
        where["reason"], title = reason, str(SHORT[reason])
    if month:
        where["month"] = month
    return listed(request, Listing(Kind.LOST, where, title=title))
