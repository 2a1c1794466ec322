"""How often on a day somebody left without the doctor, or without a next step."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, TextChoices

from renxin.clinics.models import Clinic
from renxin.visits.kinds import Next, WhyNotBack, WhyNothing
from renxin.visits.models import Judgement, Reordering, Visit
from renxin.visits.models.visit import VisitQuerySet


@dataclass(frozen=True)
class Breaks:
    """The departures of a day, and those among them in which the line was broken."""

    left: int
    without_doctor: int
    without_step: int
    out_of_turn: int
    judged_anew: int
    open: int
    why_not_back: dict[str, int]
    why_nothing: dict[str, int]


def how_they_left(left: VisitQuerySet) -> dict[str, int]:
    """How many have left, and how many of them without the doctor or a next step."""
    counted: dict[str, int] = left.aggregate(
        left=Count("pk"),
        without_doctor=Count("pk", filter=~Q(departure__why_not_back="")),
        without_step=Count("pk", filter=Q(next_step__kind=Next.NONE)),
    )
    return counted


def of_day(clinic: Clinic, day: date) -> Breaks:
    mine = Visit.objects.at(clinic).lived_here().filter(day=day)
    left = mine.filter(ended_at__isnull=False)
    counted = how_they_left(left)
    turned = Reordering.objects.filter(
        entry__visit__clinic=clinic, entry__visit__day=day
    )
    return Breaks(
        **counted,
        out_of_turn=turned.count(),
        judged_anew=Judgement.objects.filter(visit__in=mine).count(),
        open=mine.filter(ended_at=None).count(),
        why_not_back=_by(left, "departure__why_not_back", WhyNotBack),
        why_nothing=_by(left, "next_step__why_nothing", WhyNothing),
    )


def _by(left: VisitQuerySet, field: str, reasons: type[TextChoices]) -> dict[str, int]:
    counted = left.exclude(**{field: ""}).values_list(field).annotate(n=Count("pk"))
    return {str(reasons(why).label): n for why, n in counted.order_by("-n", field)}
