"""Carrying an import out, and watching it."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from renxin.desk.access import needs
from renxin.exchange import intake
from renxin.exchange.models import Import
from renxin.exchange.tasks import carry_import_out
from renxin.exchange.views.pages import page_of, progress_of
from renxin.staff.desk import DeskRequest


@require_POST
@needs("imports.run")
def create(request: DeskRequest, pk: int) -> HttpResponse:
    """Begin for good; pressed twice, or after a stop, it doubles nothing."""
    taken = get_object_or_404(Import.objects.visible_to(request.staff), pk=pk)
    if taken.state() not in {"previewed", "stopped"} or taken.undoing_at:
        return page_of(request, taken)
    taken.trouble = ""
    taken.save(update_fields=["trouble"])
    intake.approve(taken, at=timezone.now())
    carry_import_out.defer(pk=pk)
    return redirect("exchange:show", pk)


@require_GET
@needs("imports.run")
def show(request: DeskRequest, pk: int) -> HttpResponse:
    taken = get_object_or_404(Import.objects.visible_to(request.staff), pk=pk)
    context = {"taken": taken, "state": taken.state(), **progress_of(taken)}
    return render(request, "exchange/_progress.html", context)
