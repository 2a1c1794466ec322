"""The items of a plan and the other ways, written on its page."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from renxin.desk.access import needs
from renxin.desk.refusal import Refusal
from renxin.plans.forms import ItemForm, WayForm
from renxin.plans.kinds import Instead
from renxin.plans.models import Plan, PlanItem
from renxin.plans.views import answers
from renxin.staff.desk import DeskRequest

KEPT = ("phase", "tooth", "quantity", "price_reason", "sittings", "minutes")


@require_POST
@needs("plans.write")
def create(request: DeskRequest, pk: int) -> HttpResponse:
    plan = answers.seen_by(request, pk)
    form = answers.item_form(request, plan)
    if not form.is_valid():
        return answers.page(request, pk, status=422, form=form)
    line, expected = form.line(), answers.version_in(request)
    try:
        plan.add(line, expected=expected, by=request.staff, at=timezone.now())
    except Refusal as refusal:
        return answers.page(request, pk, refusal=refusal, form=form)
    return redirect(f"{reverse('plans:show', args=[pk])}?phase={line.phase}")


@require_http_methods(["GET", "POST"])
@needs("plans.write")
def update(request: DeskRequest, pk: int, item: int) -> HttpResponse:
    """Another item in its place; what was signed for stays as it was signed."""
    plan = answers.seen_by(request, pk)
    found = get_object_or_404(plan.items.standing(), pk=item)
    form = answers.item_form(request, plan, initial=_as_typed(found))
    refusal: Refusal | None = None
    if form.is_valid():
        refusal = _changed(request, plan, found, form)
        if refusal is None:
            return redirect("plans:show", pk)
    status = refusal.status if refusal else 422 if form.errors else 200
    context = {"plan": plan, "item": found, "form": form, "refusal": refusal}
    context["prices"] = form.prices.values()
    return render(request, "plans/item.html", context, status=status)


@require_http_methods(["GET", "POST"])
@needs("plans.write")
def remove(request: DeskRequest, pk: int, item: int) -> HttpResponse:
    """At once, but for what is signed for the page asks first."""
    plan = answers.seen_by(request, pk)
    found = get_object_or_404(plan.items, pk=item)
    if request.method == "GET":
        context = {"plan": plan, "item": found}
        return render(request, "plans/strike.html", context)
    expected = answers.version_in(request)
    try:
        plan.strike(found, expected=expected, by=request.staff, at=timezone.now())
    except Refusal as refusal:
        return answers.page(request, pk, refusal=refusal)
    return redirect("plans:show", pk)


@require_POST
@needs("plans.write")
def offer(request: DeskRequest, pk: int) -> HttpResponse:
    """Another way, or none at all."""
    plan = answers.seen_by(request, pk)
    form = WayForm(request.POST)
    if not form.is_valid():
        return answers.page(request, pk, status=422, way_form=form)
    try:
        plan.offer(
            Instead(form.cleaned_data["kind"]),
            form.cleaned_data["text"],
            price_fen=form.price_fen(),
            expected=answers.version_in(request),
            by=request.staff,
            at=timezone.now(),
        )
    except Refusal as refusal:
        return answers.page(request, pk, refusal=refusal, way_form=form)
    return redirect(f"{reverse('plans:show', args=[pk])}#ways")


@require_POST
@needs("plans.write")
def offer_no_more(request: DeskRequest, pk: int, way: int) -> HttpResponse:
    plan = answers.seen_by(request, pk)
    found = get_object_or_404(plan.alternatives, pk=way)
    expected = answers.version_in(request)
    now = timezone.now()
    try:
        plan.offer_no_more(found, expected=expected, by=request.staff, at=now)
    except Refusal as refusal:
        return answers.page(request, pk, refusal=refusal)
    return redirect("plans:show", pk)


def _changed(
    request: DeskRequest, plan: Plan, item: PlanItem, form: ItemForm
) -> Refusal | None:
    expected = answers.version_in(request)
    line, now = form.line(), timezone.now()
    try:
        plan.change(item, line, expected=expected, by=request.staff, at=now)
    except Refusal as refusal:
        return refusal
    return None


def _as_typed(item: PlanItem) -> dict[str, object]:
    """As the form would have been filled in for it; a price of the list is left out."""
    typed: dict[str, object] = {name: getattr(item, name) for name in KEPT}
    typed |= {"every_days": item.every_days, "service": item.service_id}
    listed = item.price.price_fen if item.price else None
    typed["name"] = f"{item.price.code} {item.name}" if item.price else item.name
    if item.unit_price_fen != listed:
        typed["yuan"] = f"{item.unit_price_fen / 100:.2f}"
    return typed
