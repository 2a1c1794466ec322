"""A promise of the house to look into the cases behind a comparison."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from renxin.desk.access import needs
from renxin.desk.refusal import Refusal
from renxin.scorecard import pieces
from renxin.scorecard.compared import Line
from renxin.scorecard.forms import FindingForm
from renxin.scorecard.lake import snapshot
from renxin.scorecard.models import FairnessReview
from renxin.scorecard.models.fairness_review import Finding
from renxin.scorecard.people import visible
from renxin.scorecard.span import Over, Span
from renxin.scorecard.views.fair import name_of, names_of
from renxin.staff.desk import DeskRequest, note_look
from renxin.staff.models.look import What


@require_GET
@needs("figures.see", "figures.names")
def show(request: DeskRequest, pk: int) -> HttpResponse:
    return _page(request, _seen_by(request, pk), FindingForm())


@require_POST
@needs("figures.see", "figures.names")
def conclude(request: DeskRequest, pk: int) -> HttpResponse:
    review, form = _seen_by(request, pk), FindingForm(request.POST)
    if not form.is_valid():
        return _page(request, review, form, status=422)
    found, words = Finding(form.cleaned_data["found"]), form.cleaned_data["words"]
    try:
        review.conclude(found, words, by=request.staff, at=timezone.now())
    except Refusal as refusal:
        return _page(request, review, form, refusal, status=refusal.status)
    return redirect("scorecard:review", pk)


def _seen_by(request: DeskRequest, pk: int) -> FairnessReview:
    """The review, for somebody who may see it; nobody else learns that it exists."""
    reviews = FairnessReview.objects.visible_to(request.staff)
    found: FairnessReview = get_object_or_404(
        reviews.select_related("clinic", "finding__by"), pk=pk
    )
    return found


def _page(
    request: DeskRequest,
    review: FairnessReview,
    form: FindingForm,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    line = _line(review)
    patients = list(visible(_patients(review), request.staff))
    for one in patients:
        note_look(request, one.pk, What.LIST, "fair")
    context = {
        "review": review,
        "line": line,
        "group": name_of(line, names_of([line])),
        "patients": patients,
        "form": form,
        "refusal": refusal,
        "today": timezone.localdate(),
    }
    return render(request, "scorecard/review.html", context, status=status)


def _line(review: FairnessReview) -> Line:
    return Line(
        about=review.about,
        dim=review.dim,
        group=review.group,
        clinic=review.clinic.short_name if review.clinic else "",
        n=review.n,
        scale=review.scale,
        estimate=review.estimate,
        low=review.low,
        high=review.high,
        is_candidate=True,
    )


def _patients(review: FairnessReview) -> list[int]:
    """Behind it, as far as the lake still tells of those twelve months."""
    standing = snapshot.current()
    span = Span(Over.YEAR, review.until.replace(day=1))
    piece = pieces.Piece(pieces.Kind.FAIR, span)
    if standing is None or not (standing.counted / piece.file).is_file():
        return []
    found = pieces.fair_of(standing, span, names=True)
    same = (review.about, review.dim, review.group)
    return [
        int(patient)
        for one in (found.lines if found else ())
        if (one.about, one.dim, one.group) == same and one.is_candidate
        for patient in one.patients
        if patient.isdigit()
    ]
