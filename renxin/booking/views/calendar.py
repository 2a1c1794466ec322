"""The calendar itself, the part of it that keeps itself true, and the day on paper."""

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from renxin.booking.calendar.asked import Asked
from renxin.booking.calendar.board import Board, Stretch, day_board, week_board
from renxin.booking.calendar.booked import called_off
from renxin.booking.calendar.cards import WORDS
from renxin.booking.calendar.columns import Column
from renxin.booking.calendar.whose import Whose, whose
from renxin.booking.sheet import sheet_of
from renxin.desk.access import needs
from renxin.staff.desk import DeskRequest


@require_GET
@needs("booking.see")
def index(request: DeskRequest) -> HttpResponse:
    return render(request, "booking/index.html", _shown(request))


@require_GET
@needs("booking.see")
def board(request: DeskRequest) -> HttpResponse:
    """The same, asked again by an open page."""
    return render(request, "booking/_board.html", _shown(request))


@require_GET
@needs("booking.see")
def sheet(request: DeskRequest) -> HttpResponse:
    """The day as a list, doctor by doctor, for paper."""
    now = timezone.now()
    asked = Asked.read(request.GET, request.clinic.day_of(now))
    read = Stretch(request.clinic, asked.day, 1, now).read()[0]
    context = {"asked": asked, "sheets": sheet_of(read), "now": now}
    return render(request, "booking/sheet.html", context)


@require_GET
@needs("booking.see")
def gone(request: DeskRequest) -> HttpResponse:
    """Who was to come that day and will not: called off, or not come."""
    now = timezone.now()
    asked = Asked.read(request.GET, request.clinic.day_of(now))
    stretch = Stretch(request.clinic, asked.day, 1, now)
    rows = called_off(request.clinic, stretch.span)
    return render(request, "booking/_gone.html", {"rows": rows})


def _shown(request: DeskRequest) -> dict[str, Any]:
    now = timezone.now()
    asked = Asked.read(request.GET, request.clinic.day_of(now))
    choices = whose(request.clinic, asked, at=now) if asked.is_week else []
    drawn = _drawn(request, asked, choices, at=now)
    return {
        "asked": asked,
        "board": drawn,
        "legend": WORDS.items(),
        "whose": choices,
        "only": _only(request, drawn.columns),
        "may_book": request.staff.may("booking.book"),
        "may_keep": request.staff.may("booking.set_up"),
        "now": now,
    }


def _drawn(
    request: DeskRequest, asked: Asked, choices: list[Whose], *, at: datetime
) -> Board:
    if not asked.is_week:
        return day_board(request.clinic, asked.day, asked.by, at=at)
    chosen = next((one for one in choices if one.is_chosen), Whose("doctor", 0, ""))
    return week_board(request.clinic, asked.first, chosen.of, chosen.pk, at=at)


def _only(request: DeskRequest, columns: list[Column]) -> str:
    """The column a phone shows: the one chosen, or one's own, or today's."""
    keys = [column.key for column in columns]
    wished = [
        request.GET.get("only", ""),
        f"doctor-{request.staff.pk}",
        *(column.key for column in columns if column.of and column.is_today),
        *keys,
    ]
    return next((key for key in wished if key in keys), "")
