"""The flow board itself, and the part of it that keeps itself true."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from renxin.clinics.models import Clinic
from renxin.desk.access import needs
from renxin.desk.together import Together
from renxin.staff.desk import DeskRequest
from renxin.visits.board.flow import board_of

screens: Together[str] = Together()


@require_GET
@needs("visits.see")
def index(request: DeskRequest) -> HttpResponse:
    return render(request, "visits/index.html", _shown(request))


@require_GET
@needs("visits.see")
def part(request: DeskRequest) -> HttpResponse:
    """The same, asked again by an open page; all of them ask when somebody moves."""
    rights = _rights(request)
    key = (request.clinic.pk, get_language(), *rights.values())
    return HttpResponse(screens.once(key, lambda: _drawn(request.clinic, rights)))


def _drawn(clinic: Clinic, rights: dict[str, bool]) -> str:
    """Without the request: nothing of whoever asked first is shown to the others."""
    shown = {"board": board_of(clinic, at=timezone.now())} | rights
    return render_to_string("visits/_board.html", shown)


def _shown(request: DeskRequest) -> dict[str, Any]:
    return {"board": board_of(request.clinic, at=timezone.now())} | _rights(request)


def _rights(request: DeskRequest) -> dict[str, bool]:
    return {
        "may_move": request.staff.may("visits.move"),
        "may_reorder": request.staff.may("visits.reorder"),
        "may_set_up": request.staff.may("visits.set_up"),
    }
