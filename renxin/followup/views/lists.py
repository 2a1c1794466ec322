"""Lists from the records: drawn, looked over by a clinician, and only then promised."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from renxin.desk.access import needs
from renxin.desk.refusal import Refusal
from renxin.followup import policy
from renxin.followup.forms import SortForm, StrikeForm
from renxin.followup.kinds import AGREED, ListSort
from renxin.followup.mining import drawing, reviewing
from renxin.followup.mining.worth import worth_of
from renxin.followup.models import ListRow, MinedList
from renxin.followup.rooms import rooms_of
from renxin.followup.views import answers
from renxin.staff.desk import DeskRequest, note_look, stand_at
from renxin.staff.models import Look
from renxin.staff.models.look import What

SHOWN = 20


@require_GET
@needs("lists.see")
def index(request: DeskRequest) -> HttpResponse:
    """What can be drawn, and what was."""
    return _index(request)


@require_POST
@needs("lists.see", "lists.draw")
def draw(request: DeskRequest) -> HttpResponse:
    form = SortForm(request.POST)
    if not form.is_valid():
        return _index(request)
    sort, now = ListSort(form.cleaned_data["sort"]), timezone.now()
    try:
        drawn = drawing.draw(request.clinic, sort, by=request.staff, at=now)
    except Refusal as refusal:
        return _index(request, refusal)
    return redirect("followup:list", drawn.pk)


@require_GET
@needs("lists.see")
def show(request: DeskRequest, pk: int) -> HttpResponse:
    """Names, to whoever may see them; each look is written down."""
    drawn = _seen_by(request, pk)
    context = _told(request, drawn)
    _note_looks(request, drawn, context["rows"])
    part = "_list.html" if request.htmx else "list.html"
    return render(request, f"followup/{part}", context)


@require_http_methods(["GET", "POST"])
@needs("lists.see", "lists.review")
def strike(request: DeskRequest, pk: int) -> HttpResponse:
    rows = ListRow.objects.filter(mined_list__in=_visible(request))
    row: ListRow = get_object_or_404(
        rows.select_related("patient", "mined_list__clinic"), pk=pk
    )
    stand_at(request, row.mined_list.clinic_id)
    form, now = StrikeForm(request.POST or None), timezone.now()
    context = {"form": form, "row": row}
    if not form.is_valid():
        return answers.dialog(request, "_strike.html", context)
    try:
        reviewing.strike(row, form.cleaned_data["why"], by=request.staff, at=now)
    except Refusal as refusal:
        return answers.dialog(request, "_strike.html", context, refusal)
    said = _("Struck from the list")
    return answers.done(request, said, row.patient.name, "followup:lists")


@require_POST
@needs("lists.see")
def agree(request: DeskRequest, pk: int) -> HttpResponse:
    """A clinician, then a second person where the list is long."""
    drawn = _seen_by(request, pk)
    if not (request.staff.may("lists.review") or request.staff.may("lists.second")):
        raise PermissionDenied
    try:
        reviewing.agree(drawn, by=request.staff, at=timezone.now())
    except Refusal as refusal:
        context = _told(request, drawn) | {"refusal": refusal}
        _note_looks(request, drawn, context["rows"])
        return render(request, "followup/list.html", context, status=refusal.status)
    return redirect("followup:list", drawn.pk)


def _index(request: DeskRequest, refusal: Refusal | None = None) -> HttpResponse:
    lists = MinedList.objects.filter(clinic=request.clinic).select_related("by")
    context = {
        "rooms": rooms_of(request.staff),
        "sorts": [
            {"code": one, "label": one.label, "is_agreed": one in AGREED}
            for one in ListSort
        ],
        "lists": list(
            lists.prefetch_related("approvals").order_by("-at", "-pk")[:SHOWN]
        ),
        "may_draw": request.staff.may("lists.draw"),
        "rules": policy.lists(),
        "refusal": refusal,
    }
    status = refusal.status if refusal else 200
    return render(request, "followup/lists.html", context, status=status)


def _told(request: DeskRequest, drawn: MinedList) -> dict[str, Any]:
    staff = request.staff
    rows = list(
        drawn.rows.select_related(
            "patient", "struck__by", "promised__promise"
        ).order_by("place")
    )
    left = [one for one in rows if not hasattr(one, "struck")]
    approvals = list(drawn.approvals.select_related("by").order_by("pk"))
    promised = [one for one in rows if hasattr(one, "promised")]
    needs_second = len(left) > policy.lists().second_above
    mine = any(one.by_id == staff.pk for one in approvals)
    is_clinician = staff.may("lists.review")
    second = bool(approvals) and not mine and staff.may("lists.second")
    return {
        "drawn": drawn,
        "rows": rows,
        "left": len(left),
        "approvals": approvals,
        "promised": len(promised),
        "needs_second": needs_second,
        "may_strike": is_clinician and not promised,
        "may_agree": not promised and ((is_clinician and not approvals) or second),
        "agreeing": _agreeing(len(left), needs_second=needs_second and not approvals),
        "rooms": rooms_of(staff),
        "worth": worth_of(drawn.sort),
        "may_see_figures": staff.may("figures.see"),
    }


def _agreeing(left: int, *, needs_second: bool) -> str:
    if needs_second:
        return _("I have looked it over; a second person agrees next")
    told = ngettext(
        "Agree, and promise %(n)s call", "Agree, and promise %(n)s calls", left
    )
    return told % {"n": left}


def _visible(request: DeskRequest) -> Any:
    return MinedList.objects.visible_to(request.staff)


def _seen_by(request: DeskRequest, pk: int) -> MinedList:
    """The list, for somebody who may see it; nobody else learns that it exists."""
    lists = _visible(request).select_related("clinic", "by")
    found: MinedList = get_object_or_404(lists, pk=pk)
    stand_at(request, found.clinic_id)
    return found


def _note_looks(request: DeskRequest, drawn: MinedList, rows: list[ListRow]) -> None:
    """In two statements, however long the list."""
    first, *others = rows
    look = note_look(request, first.patient_id, What.LIST, f"list {drawn.pk}")
    looks = [
        Look(
            staff=look.staff,
            patient_id=one.patient_id,
            clinic_id=look.clinic_id,
            what=look.what,
            particulars=look.particulars,
            address=look.address,
            at=look.at,
        )
        for one in others
    ]
    Look.objects.bulk_create(looks)
