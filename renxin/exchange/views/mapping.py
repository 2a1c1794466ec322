"""How the columns are read: chosen on the page, or written as text."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from renxin.desk.access import needs
from renxin.desk.refusal import Refusal
from renxin.exchange import guess, intake
from renxin.exchange.forms import layout_said
from renxin.exchange.kinds import spoken
from renxin.exchange.models import Import
from renxin.exchange.reading.fhir import FORMATS
from renxin.exchange.reading.mapping import BadMapping, Mapping
from renxin.exchange.tasks import weigh_import
from renxin.exchange.views.pages import how_form, page_of
from renxin.staff.desk import DeskRequest


@require_POST
@needs("imports.run")
def update(request: DeskRequest, pk: int) -> HttpResponse:
    """Keep the mapping and begin the dry run; or look at the file again."""
    waiting = Import.objects.visible_to(request.staff).filter(approved_at=None)
    taken = get_object_or_404(waiting, pk=pk)
    before = Mapping.read(taken.mapping)
    form = how_form(request, taken, before, request.POST)
    if not form.is_valid():
        return page_of(request, taken, how=form, refusal=_("Something is missing."))
    try:
        if "again" in request.POST:
            _look_again(request, taken, form.cleaned_data["kind"])
            return redirect("exchange:show", pk)
        layout = _said(request, taken, form, before)
        taken.clinic = form.cleaned_data["clinic"]
        intake.settle(taken, layout)
        _check(taken, layout)
    except Refusal as refusal:
        return page_of(request, taken, refusal=refusal)
    taken.began_at, taken.previewed_at, taken.trouble = timezone.now(), None, ""
    taken.staged = 0
    taken.save()
    weigh_import.defer(pk=pk)
    return redirect("exchange:show", pk)


def _said(
    request: DeskRequest, taken: Import, form: object, before: Mapping
) -> Mapping:
    if "as_text" in request.POST:
        return Mapping.read(request.POST.get("text", ""))
    return layout_said(taken, request.POST, form, before)  # type: ignore[arg-type]


def _look_again(request: DeskRequest, taken: Import, kind: str) -> None:
    """Another kind or another sheet: recognise the columns anew."""
    sheet = request.POST.get("sheet", "")
    if sheet and sheet != taken.shape["shape"]["sheet"]:
        intake.turn_to(taken, sheet)
    layout = guess.mapping_for(kind, taken.shape["header"])
    intake.settle(taken, layout)


def _check(taken: Import, layout: Mapping) -> None:
    is_fhir = taken.shape["shape"]["format"] in FORMATS
    lacking = [] if is_fhir else layout.lacking()
    if lacking:
        fields = spoken(layout.kind, lacking)
        raise BadMapping(_("No column is chosen for: %(fields)s.") % {"fields": fields})
