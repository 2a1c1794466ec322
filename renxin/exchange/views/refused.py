from django.http import FileResponse, Http404
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from renxin.desk.access import needs
from renxin.exchange import refused
from renxin.exchange.kinds import Kind
from renxin.exchange.models import Import
from renxin.staff.desk import DeskRequest


@require_GET
@needs("imports.run", fresh_proof=True)
def show(request: DeskRequest, pk: int, kind: str) -> HttpResponseBase:
    """The rows to correct, for whoever sent the file and for nobody else."""
    own = Import.objects.visible_to(request.staff).filter(by=request.staff)
    taken = get_object_or_404(own, pk=pk)
    if kind not in Kind.values:
        raise Http404
    try:
        file = refused.file_of(taken, kind).open("rb")
    except FileNotFoundError as gone:
        raise Http404 from gone
    return FileResponse(
        file,
        as_attachment=True,
        filename=f"refused-{kind}-{pk}.csv",
        content_type="text/csv; charset=utf-8",
    )
