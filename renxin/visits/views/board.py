"""The flow board itself, and the part of it that keeps itself true."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from renxin.desk.access import needs
from renxin.staff.desk import DeskRequest
from renxin.visits.board.flow import board_of


@require_GET
@needs("visits.see")
def index(request: DeskRequest) -> HttpResponse:
    return render(request, "visits/index.html", _shown(request))


@require_GET
@needs("visits.see")
def part(request: DeskRequest) -> HttpResponse:
    """The same, asked again by an open page."""
    return render(request, "visits/_board.html", _shown(request))


def _shown(request: DeskRequest) -> dict[str, Any]:
    return {
        "board": board_of(request.clinic, at=timezone.now()),
        "may_move": request.staff.may("visits.move"),
        "may_reorder": request.staff.may("visits.reorder"),
        "may_set_up": request.staff.may("visits.set_up"),
    }
