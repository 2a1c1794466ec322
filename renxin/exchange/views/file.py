"""A file sent in: the list of them, one of them, and letting one go."""

from http import HTTPStatus
from typing import cast

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from renxin.desk.access import needs
from renxin.desk.refusal import Refusal
from renxin.exchange import intake, keeping
from renxin.exchange.forms import FileForm
from renxin.exchange.intake import Arrival
from renxin.exchange.models import Import
from renxin.exchange.views.pages import page_of
from renxin.staff.desk import DeskRequest

SHOWN = 50


@require_GET
@needs("imports.run")
def index(request: DeskRequest) -> HttpResponse:
    return _list(request, FileForm())


@require_POST
@needs("imports.run")
def create(request: DeskRequest) -> HttpResponse:
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _list(request, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    upload = cast("UploadedFile[bytes]", form.cleaned_data["file"])
    try:
        path = keeping.keep(upload)
    except keeping.TooLarge as refusal:
        return _list(request, form, refusal, status=refusal.status)
    try:
        taken = intake.receive(
            Arrival(
                paths=[path],
                name=upload.name or "",
                clinic=request.clinic,
                by=request.staff,
                at=timezone.now(),
            )
        )
    except Refusal as refusal:
        path.unlink(missing_ok=True)
        return _list(request, form, refusal, status=refusal.status)
    intake.settle(taken, intake.suggested(taken))
    return redirect("exchange:show", taken.pk)


@require_GET
@needs("imports.run")
def show(request: DeskRequest, pk: int) -> HttpResponse:
    taken = get_object_or_404(Import.objects.visible_to(request.staff), pk=pk)
    return page_of(request, taken)


@require_POST
@needs("imports.run")
def remove(request: DeskRequest, pk: int) -> HttpResponse:
    waiting = Import.objects.visible_to(request.staff).filter(approved_at=None)
    taken = get_object_or_404(waiting, pk=pk)
    keeping.discard(taken)
    return redirect("exchange:index")


def _list(
    request: DeskRequest,
    form: FileForm,
    refusal: Refusal | None = None,
    *,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    imports = Import.objects.visible_to(request.staff).select_related("by", "clinic")
    context = {
        "form": form,
        "refusal": refusal,
        "imports": imports.order_by("-at", "-pk")[:SHOWN],
    }
    return render(request, "exchange/index.html", context, status=status)
