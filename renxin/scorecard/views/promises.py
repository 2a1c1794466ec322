from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from pulse import metrics
from renxin.desk.access import needs
from renxin.desk.refusal import Refusal
from renxin.promises.batch import Batch
from renxin.scorecard.choosing import patients_chosen, piece_named
from renxin.scorecard.forms import PromisingForm
from renxin.scorecard.pieces import Kind, Piece
from renxin.scorecard.promising import Asked, promise_all
from renxin.scorecard.scope import scope
from renxin.scorecard.tiles import name_of
from renxin.staff.desk import DeskRequest

PAGES = {
    Kind.ROWS: "scorecard:rows",
    Kind.LOST: "scorecard:loss_patients",
    Kind.KEY_VISITS: "scorecard:key_patients",
    Kind.KEY_MONEY: "scorecard:key_patients",
}

WHY: Mapping[Kind, str | LazyText] = {
    Kind.LOST: gettext_lazy("Loss report"),
    Kind.KEY_VISITS: gettext_lazy("Key patients"),
    Kind.KEY_MONEY: gettext_lazy("Key patients"),
}


@require_POST
@needs("figures.see", "figures.names", "promises.keep")
def create(request: DeskRequest) -> HttpResponse:
    """Promise something to the people chosen, or to everyone on the list."""
    asked, form = scope(request), PromisingForm(request.POST)
    piece = piece_named(request, asked)
    if not form.is_valid():
        first = next(iter(form.errors.values()))[0]
        raise Refusal(str(first))
    chosen = patients_chosen(request, asked, piece)
    batch = promise_all(
        chosen,
        [asked.clinic] if asked.clinic else asked.clinics,
        Asked(why=_why(piece), **form.cleaned_data),
        by=request.staff,
        at=timezone.now(),
    )
    _tell(request, batch)
    return redirect(f"{_page(piece)}?{request.POST.get('query', '')}")


def _why(piece: Piece) -> str:
    what = name_of(metrics[piece.code]) if piece.code else WHY[piece.kind]
    return f"{what}·{piece.span}"


def _page(piece: Piece) -> str:
    arguments = [piece.code] if piece.code else []
    return reverse(PAGES[piece.kind], args=arguments)


def _tell(request: DeskRequest, batch: Batch) -> None:
    made, left = len(batch.made), len(batch.refused)
    said = ngettext("%(made)s promise made.", "%(made)s promises made.", made)
    messages.success(request, said % {"made": made})
    if left:
        why = "; ".join(dict.fromkeys(str(one) for one in batch.refused.values()))
        spared = ngettext(
            "%(left)s person left in peace: %(why)s",
            "%(left)s people left in peace: %(why)s",
            left,
        )
        messages.info(request, spared % {"left": left, "why": why})
