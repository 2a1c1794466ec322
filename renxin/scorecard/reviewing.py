"""What asks for a look becomes a promise of the house to look: once a quarter."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from renxin.clinics.models import Clinic
from renxin.scorecard import pieces
from renxin.scorecard.compared import DOCTOR, Line
from renxin.scorecard.lake.snapshot import Snapshot
from renxin.scorecard.models.fairness_review import Candidate, FairnessReview
from renxin.scorecard.pieces import Kind, Piece
from renxin.scorecard.scope import latest_month
from renxin.scorecard.span import Over, Span
from renxin.staff.models import Post
from renxin.staff.roles import Role

A_DAY = timedelta(days=1)


def open_reviews(standing: Snapshot, *, at: datetime) -> int:
    """Of the twelve months up to the last whole one; safe to run again."""
    today = timezone.localdate(at)
    span = Span(Over.YEAR, latest_month(standing, today))
    pieces.count(standing.folder, [Piece(Kind.FAIR, span)])
    found = pieces.fair_of(standing, span, names=True)
    clinics = {clinic.code: clinic for clinic in Clinic.objects.order_by("pk")}
    owed = [
        FairnessReview.owe(_candidate(one, span, clinics, today), on=today, at=at)
        for one in (found.candidates if found else [])
    ]
    return sum(review is not None for review in owed)


def _candidate(
    line: Line, span: Span, clinics: dict[str, Clinic], today: date
) -> Candidate:
    return Candidate(
        about=line.about,
        dim=line.dim,
        group=line.group,
        scale=line.scale,
        n=line.n,
        estimate=line.estimate or 0.0,
        low=line.low or 0.0,
        high=line.high or 0.0,
        since=span.start,
        until=span.end - A_DAY,
        clinic=_clinic_of(line, clinics, today),
    )


def _clinic_of(line: Line, clinics: dict[str, Clinic], today: date) -> Clinic | None:
    """The clinic it is a matter of; None where it is one of the whole house."""
    if len(clinics) == 1:
        return next(iter(clinics.values()))
    if line.clinic or line.dim == "clinic":
        return clinics.get(line.clinic or line.group)
    if line.dim != DOCTOR:
        return None
    posts = Post.objects.held_on(today).filter(role=Role.DOCTOR)
    key = "staff" if line.group.isdigit() else "staff__name"
    where = set(posts.filter(**{key: line.group}).values_list("clinic", flat=True))
    by_pk = {clinic.pk: clinic for clinic in clinics.values()}
    return by_pk.get(where.pop() or 0) if len(where) == 1 else None
