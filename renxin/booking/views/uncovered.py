"""Beside the calendar: who is expected while their doctor or assistant is away."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from renxin.booking import uncovered_ahead
from renxin.desk.access import needs
from renxin.staff.desk import DeskRequest


@require_GET
@needs("booking.see")
def index(request: DeskRequest) -> HttpResponse:
    context = {
        "uncovered": uncovered_ahead.ahead(request.clinic, at=timezone.now()),
        "may_book": request.staff.may("booking.book"),
    }
    return render(request, "booking/_uncovered.html", context)
