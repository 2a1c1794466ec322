from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from renxin.desk.access import needs
from renxin.scorecard import people, pieces
from renxin.scorecard.curves import curve_pictures
from renxin.scorecard.pictures import Circle
from renxin.scorecard.pieces import Kind
from renxin.scorecard.scope import scope
from renxin.scorecard.views.figures import counting
from renxin.scorecard.views.listing import Listing, listed
from renxin.staff.desk import DeskRequest
from renxin.staff.models.look import What

SHOWN = 20


@require_safe
@needs("figures.see")
def index(request: DeskRequest) -> HttpResponse:
    """How much comes from how few, three ways, and who brings whom."""
    asked = scope(request)
    if asked.lake is None or not asked.lake.tells_of_days:
        return render(request, "scorecard/none.html", {"scope": asked})
    pictures = pieces.pictures_of(asked.lake, asked.span, asked.group)
    if pictures is None:
        return counting(request, asked, Kind.PICTURES)
    context = {
        "scope": asked,
        "curves": curve_pictures(pictures.curves),
        "circle": pictures.circle,
        "bringers": _bringers(request, pictures.circle) if asked.names else [],
    }
    return render(request, "scorecard/key.html", context)


@require_safe
@needs("figures.see", "figures.names")
def patients(request: DeskRequest) -> HttpResponse:
    """The patients who come most, or who paid most, from the first down."""
    by_money = request.GET.get("by") == "money"
    listing = Listing(
        Kind.KEY_MONEY if by_money else Kind.KEY_VISITS,
        title=_("Patients by money") if by_money else _("Patients by visits"),
        context={"by_money": by_money},
    )
    return listed(request, listing)


def _bringers(
    request: DeskRequest, circle: Circle | None
) -> list[tuple[people.Named, int, int]]:
    """By name, and each of them in the access log."""
    if circle is None:
        return []
    top = circle.bringers[:SHOWN]
    lines = people.named([{"patient_id": one} for one, *_rest in top], request.staff)
    seen = [line.patient.pk for line in lines if line.patient]
    people.note_looks(request, seen, What.LIST, "introducers")
    return [
        (line, brought, through)
        for line, (_one, brought, through) in zip(lines, top, strict=True)
    ]
