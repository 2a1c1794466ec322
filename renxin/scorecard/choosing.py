"""Which list a form was sent from, and whom of it."""

from django.http import Http404
from django.utils.translation import gettext as _

from pulse import metrics
from renxin.desk.refusal import Refusal
from renxin.scorecard import lists, people, pieces
from renxin.scorecard.pieces import LISTS, Kind, Piece
from renxin.scorecard.scope import Scope
from renxin.staff.desk import DeskRequest

MOST = 2_000


def piece_named(request: DeskRequest, asked: Scope) -> Piece:
    """The list the form names, as long as it still stands."""
    kind, code = request.POST.get("list", ""), request.POST.get("code", "")
    if kind not in set(LISTS) or (code and code not in metrics):
        raise Http404
    piece = Piece(Kind(kind), asked.span, asked.group, code)
    lake = asked.lake
    if not (lake and lake.tells_of_days and pieces.is_there(lake, piece)):
        raise Refusal(_("The list has moved on. Open it again and choose afresh."))
    return piece


def where_asked(request: DeskRequest) -> dict[str, str | bool]:
    """Which lines of the list: of one reason, one month, or those counted."""
    if request.POST.get("list") == Kind.ROWS:
        return {} if request.POST.get("part") == "whole" else {"counted": True}
    names = ("reason", "month") if request.POST.get("list") == Kind.LOST else ()
    asked = {name: request.POST.get(name, "") for name in names}
    return {name: value for name, value in asked.items() if value}


def patients_chosen(request: DeskRequest, asked: Scope, piece: Piece) -> list[int]:
    """Of those ticked, or of everyone, whoever stands on the list and may be named."""
    path = pieces.path_of(asked.lake, piece)
    if request.POST.get("everyone"):
        on_list = [
            line["patient_id"] for line in lists.every(path, where_asked(request))
        ]
    else:
        ticked = [one for one in request.POST.getlist("patient") if one.isdigit()]
        standing = lists.chosen(path, ticked)
        on_list = [one for one in ticked if one in standing]
    keys = list(dict.fromkeys(int(one) for one in on_list))
    if not keys:
        raise Refusal(_("Choose at least one patient."))
    if len(keys) > MOST:
        raise Refusal(_("Choose at most 2,000 patients at once."))
    visible = set(people.visible(keys, request.staff).values_list("pk", flat=True))
    return [key for key in keys if key in visible]
