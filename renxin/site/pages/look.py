"""Every part of the look on one page, light beside dark."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from renxin.desk.access import needs


@require_GET
@needs("look.see")
def show(request: HttpRequest) -> HttpResponse:
    return render(request, "look.html", {"themes": ["light", "dark"]})
