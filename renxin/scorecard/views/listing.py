"""A page of people: the same for every list behind every figure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise as LazyText

from renxin.desk.typed import number_in
from renxin.scorecard import lists, people, pieces
from renxin.scorecard.forms import PromisingForm
from renxin.scorecard.lists import Page
from renxin.scorecard.pieces import Kind, Piece
from renxin.scorecard.scope import Scope, scope
from renxin.scorecard.views.figures import counting
from renxin.staff.desk import DeskRequest
from renxin.staff.models.look import What


@dataclass(frozen=True)
class Listing:
    """Which list: its piece, which lines of it, and how it is headed."""

    kind: Kind
    where: Mapping[str, str | bool] = field(default_factory=dict)
    code: str = ""
    title: str | LazyText = ""
    context: Mapping[str, Any] = field(default_factory=dict)

    def piece(self, asked: Scope) -> Piece:
        return Piece(self.kind, asked.span, asked.group, self.code)


def listed(request: DeskRequest, listing: Listing) -> HttpResponse:
    asked = scope(request)
    if asked.lake is None or not asked.lake.tells_of_days:
        return render(request, "scorecard/none.html", {"scope": asked})
    piece = listing.piece(asked)
    if not pieces.is_there(asked.lake, piece):
        return counting(request, asked, listing.kind, listing.code)
    page = lists.page(
        asked.lake.counted / piece.file, listing.where, after=_after(request)
    )
    lines = people.named(page.lines, request.staff)
    seen = [line.patient.pk for line in lines if line.patient]
    people.note_looks(request, seen, What.LIST, _particulars(listing, asked))
    return render(
        request,
        "scorecard/people.html",
        {
            "scope": asked,
            "listing": listing,
            "page": page,
            "lines": lines,
            "last": page.first + len(page.lines) - 1,
            "can_promise": request.staff.may("promises.keep"),
            "form": PromisingForm(
                initial=PromisingForm.proposal(today=timezone.localdate())
            ),
            **_beside(request, page),
            **listing.context,
        },
    )


def _after(request: DeskRequest) -> int:
    return number_in(request.GET.get("after", "")) or 0


def _particulars(listing: Listing, asked: Scope) -> str:
    told = " ".join(f"{name}={value}" for name, value in listing.where.items())
    return f"{listing.kind} {listing.code} {asked.span.key} {told}".replace("  ", " ")


def _beside(request: DeskRequest, page: Page) -> dict[str, str]:
    kept = {name: value for name, value in request.GET.items() if name != "after"}

    def at(place: int | None) -> str:
        return "" if place is None else "?" + urlencode(kept | {"after": place})

    return {
        "previous_url": at(page.earlier),
        "next_url": at(page.further),
        "kept_query": urlencode(kept),
    }
