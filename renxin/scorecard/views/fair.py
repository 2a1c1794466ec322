from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from renxin.clinics.models import Clinic
from renxin.desk.access import needs
from renxin.scorecard import pieces
from renxin.scorecard.compared import DOCTOR, FEWEST_TOLD, Fairness, Line
from renxin.scorecard.fair_words import CARE, DIMS, EQUAL, GROUPS, WORDS, About
from renxin.scorecard.models import FairnessReview
from renxin.scorecard.models.fairness_review import FEWEST
from renxin.scorecard.pieces import Kind
from renxin.scorecard.scope import scope
from renxin.scorecard.views.figures import counting
from renxin.staff.desk import DeskRequest
from renxin.staff.models import Staff


@dataclass(frozen=True)
class Table:
    """The groups of one kind beside each other, in the order of their names."""

    label: str
    lines: list[tuple[str, Line]]

    @property
    def is_told(self) -> bool:
        return any(line.is_told for _name, line in self.lines)


@dataclass(frozen=True)
class Compared:
    """One comparison: its name, how it is defined, and its groups."""

    about: About
    tables: list[Table]

    @property
    def definition(self) -> str:
        return str(WORDS[self.about].definition)

    @property
    def asked(self) -> int:
        return sum(
            line.is_candidate for one in self.tables for _name, line in one.lines
        )


@require_safe
@needs("figures.see")
def index(request: DeskRequest) -> HttpResponse:
    """Reasonable care and equal treatment: every group beside its peers."""
    asked = scope(request)
    if asked.lake is None or not asked.lake.tells_of_days:
        return render(request, "scorecard/none.html", {"scope": asked})
    found = pieces.fair_of(asked.lake, asked.span, asked.group, names=asked.names)
    if found is None:
        return counting(request, asked, Kind.FAIR)
    reviews = FairnessReview.objects.open().visible_to(request.staff)
    context = {
        "scope": asked,
        "care": compared(found, CARE),
        "equal": compared(found, EQUAL),
        "reviews": list(reviews.soonest_first()) if asked.names else [],
        "today": timezone.localdate(),
        "fewest": {"told": FEWEST_TOLD, "asked": FEWEST},
    }
    return render(request, "scorecard/fair.html", context)


def compared(found: Fairness, abouts: Iterable[About]) -> list[Compared]:
    """Of a clinic among several only what asks for a look; it has a page of its own."""
    names = names_of(found.lines)
    shown = {
        one: [line for line in found.about(one) if line.is_candidate or not line.clinic]
        for one in abouts
    }
    whole = [Compared(one, _tables(lines, names)) for one, lines in shown.items()]
    return [one for one in whole if one.tables]


def _tables(lines: Sequence[Line], names: dict[str, str]) -> list[Table]:
    ordered = sorted(lines, key=lambda one: list(DIMS).index(one.dim))
    return [
        Table(
            str(DIMS[dim]),
            sorted(
                ((name_of(one, names), one) for one in group), key=lambda pair: pair[0]
            ),
        )
        for dim, group in groupby(ordered, key=lambda one: one.dim)
    ]


def name_of(line: Line, names: dict[str, str]) -> str:
    """The group by its word, under its clinic where it is of one."""
    name = names.get(line.group) or str(GROUPS.get(line.group, line.group))
    return f"{names.get(line.clinic, line.clinic)}·{name}" if line.clinic else name


def names_of(lines: Iterable[Line]) -> dict[str, str]:
    """Doctors and clinics by their keys; what another system named stays as it is."""
    clinics = dict(Clinic.objects.values_list("code", "short_name"))
    keys = {one.group for one in lines if one.dim == DOCTOR and one.group.isdigit()}
    found = Staff.objects.filter(pk__in=keys).values_list("pk", "name")
    return clinics | {str(pk): name for pk, name in found}
