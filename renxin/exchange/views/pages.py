"""The page of one import, whichever state it is in."""

from http import HTTPStatus
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from renxin.desk.masking import masked_text
from renxin.exchange import intake, refused
from renxin.exchange.forms import COLUMN, HowForm
from renxin.exchange.kinds import Kind, field_of, fields_of, spoken
from renxin.exchange.models import Import
from renxin.exchange.parts import mappings
from renxin.exchange.reading.fhir import FORMATS
from renxin.exchange.reading.mapping import Mapping
from renxin.exchange.reading.text import LOST
from renxin.exchange.views.told import told as told_in_words
from renxin.staff.desk import DeskRequest

SAMPLES = 3
REFUSED_SHOWN = 20
PARTED_BY = {
    ",": _("parted by commas"),
    ";": _("parted by semicolons"),
    "\t": _("parted by tabs"),
    "|": _("parted by |"),
    "spaces": _("parted by spaces"),
}
COUNTS = ("new", "changed", "same", "refused")


def page_of(
    request: DeskRequest,
    taken: Import,
    *,
    refusal: object = None,
    how: HowForm | None = None,
) -> HttpResponse:
    state = taken.state()
    context: dict[str, Any] = {
        "taken": taken,
        "state": state,
        "refusal": refusal,
        "may_undo": request.staff.may("imports.undo"),
        "is_own": taken.by_id == request.staff.pk,
    }
    if state in {"waiting", "previewed", "stopped"} and not taken.approved_at:
        context |= _mapping(request, taken, how)
    if state in {"previewed", "ended", "undone"}:
        context |= _result(taken)
    if taken.is_busy():
        context |= progress_of(taken)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refusal else HTTPStatus.OK
    return render(request, "exchange/show.html", context, status=status)


def _mapping(
    request: DeskRequest, taken: Import, how: HowForm | None
) -> dict[str, Any]:
    layout = Mapping.read(taken.mapping)
    header = taken.shape["header"]
    chosen = {heading: name for name, heading in reversed(layout.columns.items())}
    columns = [
        {
            "field": f"{COLUMN}{place}",
            "heading": heading,
            "chosen": chosen.get(heading, ""),
            "samples": _samples(taken, place),
        }
        for place, heading in enumerate(header)
    ]
    return {
        "how": how or how_form(request, taken, layout),
        "columns": columns,
        "fields": fields_of(layout.kind),
        "lacking": spoken(layout.kind, layout.lacking()),
        "text": taken.mapping,
        "shape": taken.shape["shape"],
        "parted_by": PARTED_BY.get(taken.shape["shape"]["delimiter"], ""),
        "is_fhir": taken.shape["shape"]["format"] in FORMATS,
        "kinds": say(", ").join(str(Kind(kind).label) for kind in taken.shape["kinds"]),
        "has_lost": _has_lost(taken),
    }


def _has_lost(taken: Import) -> bool:
    """Whether what was seen of the file holds signs that no encoding explains."""
    seen = [taken.shape["header"], *taken.shape["rows"]]
    return any(LOST in cell for row in seen for cell in row)


def _samples(taken: Import, place: int) -> list[str]:
    """What stands in a column, as far as anyone may see it."""
    return [
        masked_text(row[place])
        for row in taken.shape["rows"][:SAMPLES]
        if place < len(row) and row[place]
    ]


def how_form(
    request: DeskRequest, taken: Import, layout: Mapping, sent: Any = None
) -> HowForm:
    form = HowForm(
        sent,
        initial={
            "kind": layout.kind,
            "source": layout.source or taken.source or intake.SOURCE,
            "clinic": taken.clinic_id,
            "order": layout.order,
        },
    )
    clinics = request.staff.clinics().order_by("pk")
    form.fields["clinic"].queryset = clinics  # type: ignore[attr-defined]
    return form


def _result(taken: Import) -> dict[str, Any]:
    kinds = [mapping.kind for mapping in mappings(taken)]
    foretold = taken.shape.get("foretold", {})
    results = [
        {
            "kind": kind,
            "label": Kind(kind).label,
            "counts": taken.counts.get(kind, {}),
            "has_file": refused.file_of(taken, kind).exists(),
            "foretold": _foretold(kind, foretold.get(kind)),
        }
        for kind in kinds
    ]
    return {
        "joined": taken.count("joined"),
        "alike": taken.count("alike"),
        "no_doctor": taken.count("no_doctor"),
        "results": results,
        "has_files": any(one["has_file"] for one in results),
        "totals": {name: taken.count(name) for name in COUNTS},
        "bare": taken.count("bare"),
        "refused_rows": taken.refused_rows.order_by("kind", "place")[:REFUSED_SHOWN],
        "left_over": [_left(one) for one in taken.left_over],
    }


def _foretold(kind: str, told: dict[str, Any] | None) -> dict[str, Any]:
    """The first rows as they would be kept, under the names of our fields."""
    if not told:
        return {}
    fields = [f for name in told["fields"] if (f := field_of(kind, name))]
    rows = [
        [
            (field.label, told_in_words(field, cell))
            for field, cell in zip(fields, row, strict=True)
        ]
        for row in told["rows"]
    ]
    return {"labels": [field.label for field in fields], "rows": rows}


def _left(one: dict[str, Any]) -> dict[str, Any]:
    """Why a record stayed, in words."""
    reasons = {
        "changed": _("changed since by somebody else: what they wrote stays"),
        "taken": _("their former time is taken by now: agree another with them"),
        "known": _("another import knows them by now"),
        "patients_consent": _("refused contact: a refusal is never removed"),
    }
    why = reasons.get(one["why"], say("something recorded since leans on them"))
    return {"kind": Kind(one["kind"]).label, "count": one["count"], "why": why}


def progress_of(taken: Import) -> dict[str, Any]:
    """How far, how fast and how long still, as far as it can be told."""
    running = taken.state() == "running" and bool(taken.rows)
    done, whole = (taken.done, taken.rows) if running else (taken.staged, None)
    since = taken.approved_at if running else taken.began_at
    seconds = (timezone.now() - since).total_seconds() if since else 0
    rate = int(done / seconds) if seconds >= 1 else None
    left = int((whole - done) / rate) if whole and rate else None
    return {"done": done, "all": whole, "rate": rate, "seconds": left}
