from http import HTTPStatus

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pulse import metrics
from renxin.desk.access import needs
from renxin.desk.refusal import Refusal
from renxin.scorecard import lists, people, pieces, taking_out
from renxin.scorecard.choosing import piece_named, where_asked
from renxin.scorecard.models import Export
from renxin.scorecard.scope import Scope, scope
from renxin.scorecard.workbook import Sheet, workbook
from renxin.staff.desk import DeskRequest
from renxin.staff.models.look import What

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST = 20_000


@require_POST
@needs("figures.see", "figures.export", fresh_proof=True)
def create(request: DeskRequest) -> HttpResponse:
    """Take out the figures, and with a list the names on it; both are written down."""
    asked = scope(request)
    if asked.lake is None or not asked.lake.tells_of_days:
        raise Refusal(_("There are no figures yet to take out."))
    counted = pieces.sheet(asked.lake, asked.span)
    if counted is None:
        raise Refusal(
            _("These figures are still being counted. Try again in a minute.")
        )
    sheets = [taking_out.figures(counted, asked)]
    named: list[int] = []
    if request.POST.get("list"):
        if not asked.names:
            return HttpResponse(status=HTTPStatus.FORBIDDEN)
        sheet, named = _people(request, asked)
        sheets.append(sheet)
    _write_down(request, asked, named)
    response = HttpResponse(workbook(sheets), content_type=XLSX)
    name = f"figures-{asked.group or 'house'}-{asked.span.key}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _write_down(request: DeskRequest, asked: Scope, named: list[int]) -> None:
    code = request.POST.get("code", "")
    Export.objects.create(
        staff=request.staff,
        clinic=asked.clinic,
        start_on=asked.span.start,
        end_on=asked.span.end,
        figure=code if code in metrics else "",
        named=len(named),
        at=timezone.now(),
    )
    people.note_looks(request, named, What.EXPORT, f"figures {asked.span.key}")


def _people(request: DeskRequest, asked: Scope) -> tuple[Sheet, list[int]]:
    piece = piece_named(request, asked)
    path = pieces.path_of(asked.lake, piece)
    lines = lists.every(path, where_asked(request))
    if len(lines) > MOST:
        raise Refusal(_("A file holds at most 20,000 names. Narrow the list first."))
    named = people.named(lines, request.staff)
    seen = [line.patient.pk for line in named if line.patient]
    return taking_out.people(_("Patients"), named), seen
