from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from renxin.clinics import notice
from renxin.clinics.forms import NoticeForm
from renxin.clinics.refusals import UnreadableNotice
from renxin.clinics.year import year_of
from renxin.desk.access import needs
from renxin.desk.refusal import Refusal

FIRST, LAST = 1950, 2200
MOST_BYTES = 100_000


@require_GET
@needs("rosters.see")
def index(request: HttpRequest) -> HttpResponse:
    """The days off of a year, official or provisional."""
    return render(request, "clinics/calendar.html", _shown(request, NoticeForm()))


@require_POST
@needs("clinics.set_up")
def create(request: HttpRequest) -> HttpResponse:
    """Bring in the notice of a year, whole or not at all."""
    form = NoticeForm(request.POST, request.FILES)
    if not form.is_valid():
        return render(
            request, "clinics/calendar.html", _shown(request, form), status=422
        )
    table = form.cleaned_data["table"]
    try:
        if table.size > MOST_BYTES:
            raise UnreadableNotice.too_long()
        read = notice.read(table.read())
        by_id = request.user.pk or 0
        notice.take(read, source=table.name, by_id=by_id, at=timezone.now())
    except Refusal as refusal:
        context = _shown(request, form) | {"refusal": refusal}
        return render(request, "clinics/calendar.html", context, status=422)
    return redirect(f"{reverse('clinics:calendar')}?year={read.year}")


def _shown(request: HttpRequest, form: NoticeForm) -> dict[str, Any]:
    asked = request.GET.get("year", "")
    today = timezone.localdate()
    number = int(asked) if asked.isdecimal() and len(asked) <= len("2026") else 0
    chosen = number if FIRST <= number <= LAST else today.year
    return {"year": year_of(chosen), "form": form}
