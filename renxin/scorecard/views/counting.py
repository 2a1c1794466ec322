from contextlib import suppress
from http import HTTPStatus
from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from procrastinate.exceptions import AlreadyEnqueued

from pulse import metrics
from renxin.desk.access import needs
from renxin.desk.refusal import Refusal
from renxin.scorecard import tasks
from renxin.scorecard.pieces import Kind, Piece
from renxin.scorecard.scope import Scope, scope
from renxin.staff.desk import DeskRequest

NAMES = frozenset({Kind.ROWS, Kind.LOST, Kind.KEY_VISITS, Kind.KEY_MONEY})


@require_POST
@needs("figures.see")
def create(request: DeskRequest) -> HttpResponse:
    """Have the worker count what somebody is waiting to see."""
    asked = scope(request)
    piece = _piece(request, asked)
    if asked.lake and not (asked.lake.counted / piece.file).is_file():
        lock = f"scorecard {asked.lake.name} {piece.file}"
        _defer_once(
            tasks.count_piece.configure(queueing_lock=lock[-128:]),
            kind=piece.kind,
            over=piece.span.over,
            last=piece.span.last.isoformat(),
            group=piece.group,
            code=piece.code,
        )
    return HttpResponse(status=HTTPStatus.NO_CONTENT)


@require_POST
@needs("figures.see")
def refresh(_request: DeskRequest) -> HttpResponse:
    """Bring the lake up to date now instead of in some minutes."""
    tasks.ask_for_the_lake()
    return redirect("scorecard:index")


def _piece(request: DeskRequest, asked: Scope) -> Piece:
    kind, code = request.POST.get("kind", ""), request.POST.get("code", "")
    is_known = kind in set(Kind) and (code in metrics or not code)
    if not is_known or (kind in NAMES and not asked.names):
        raise Refusal(_("There is nothing of that name to count."))
    return Piece(Kind(kind), asked.span, asked.group, code)


def _defer_once(job: Any, **told: object) -> None:
    """Whoever asked for the same before has asked for all of us."""
    with suppress(AlreadyEnqueued), transaction.atomic():
        job.defer(**told)
