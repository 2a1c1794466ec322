from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from renxin.desk.access import needs
from renxin.exchange import undo
from renxin.exchange.models import Import
from renxin.exchange.tasks import undo_import
from renxin.exchange.undo import NotUndoable
from renxin.exchange.views.pages import page_of
from renxin.staff.desk import DeskRequest, stand_at


@require_POST
@needs("imports.run", "imports.undo")
def create(request: DeskRequest, pk: int) -> HttpResponse:
    taken = get_object_or_404(Import.objects.visible_to(request.staff), pk=pk)
    stand_at(request, taken.clinic_id)
    try:
        undo.ask(taken, by=request.staff, at=timezone.now())
    except NotUndoable as refusal:
        return page_of(request, taken, refusal=refusal)
    undo_import.defer(pk=pk)
    return redirect("exchange:show", pk)
