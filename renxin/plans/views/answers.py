"""What several views of plans answer with: the page of whoever writes one."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from renxin.desk.refusal import Refusal
from renxin.desk.typed import number_in
from renxin.plans import builder
from renxin.plans.forms import DeclineForm, EndForm, ItemForm, WayForm
from renxin.plans.kinds import Phase
from renxin.plans.models import Plan, PriceItem
from renxin.staff.desk import DeskRequest, stand_at


def seen_by(request: DeskRequest, pk: int) -> Plan:
    """The plan, for somebody who may see it; nobody else learns that it exists."""
    plans = Plan.objects.visible_to(request.staff).with_stage()
    found: Plan = get_object_or_404(
        plans.select_related("patient", "clinic", "doctor", "finish"), pk=pk
    )
    stand_at(request, found.clinic_id)
    return found


def version_in(request: DeskRequest) -> int:
    return number_in(request.POST.get("version", "")) or 0


def item_form(request: DeskRequest, plan: Plan, **more: Any) -> ItemForm:
    day = plan.clinic.day_of(timezone.now())
    return ItemForm(request.POST or None, prices=builder.published(plan, day), **more)


def _next_line(request: DeskRequest, prices: list[PriceItem]) -> ItemForm:
    """The line after the one just added: of the same phase, ready to be typed."""
    phase = request.GET.get("phase", "")
    if phase not in Phase.values:
        return ItemForm(prices=prices)
    form = ItemForm(prices=prices, initial={"phase": phase})
    form.fields["name"].widget.attrs["autofocus"] = True
    return form


def page(
    request: DeskRequest,
    pk: int,
    *,
    seen: Plan | None = None,
    status: int = 200,
    refusal: Refusal | None = None,
    **forms: Any,
) -> HttpResponse:
    """The plan as it stands now, with whatever was wrong about what was sent."""
    plan = seen or seen_by(request, pk)
    day = plan.clinic.day_of(timezone.now())
    prices = builder.published(plan, day)
    context = {
        "plan": plan,
        "written": builder.written(plan),
        "prices": prices,
        "form": _next_line(request, prices),
        "way_form": WayForm(),
        "decline_form": DeclineForm(),
        "end_form": EndForm(),
        "is_over": hasattr(plan, "finish"),
        "may_write": request.staff.may("plans.write"),
        "may_book": request.staff.may("booking.book"),
        "refusal": refusal,
    }
    shown_as = refusal.status if refusal else status
    return render(request, "plans/show.html", context | forms, status=shown_as)
