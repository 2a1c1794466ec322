"""The library: every text with its versions, written, approved and withdrawn."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from renxin.advice import shelf
from renxin.advice.forms import DraftForm, WhyForm
from renxin.advice.kinds import Kind
from renxin.advice.models import AdviceApproval, AdviceText, AdviceWithdrawal
from renxin.advice.views import answers
from renxin.desk.access import needs
from renxin.desk.refusal import Refusal
from renxin.staff.desk import DeskRequest


@require_GET
@needs("advice.see")
def index(request: DeskRequest) -> HttpResponse:
    """What may be given here, and what still waits for a clinician."""
    topics = shelf.topics(request.clinic)
    kinds = [(one, [t for t in topics if t.newest.kind == one]) for one in Kind]
    context = {
        "kinds": [(kind, found) for kind, found in kinds if found],
        "waiting": sum(topic.waits for topic in topics),
        "may_write": request.staff.may("advice.write"),
    }
    return render(request, "advice/index.html", context)


@require_GET
@needs("advice.see")
def show(request: DeskRequest, pk: int) -> HttpResponse:
    return render(request, "advice/text.html", _reading(request, pk))


@require_http_methods(["GET", "POST"])
@needs("advice.write")
def create(request: DeskRequest) -> HttpResponse:
    """A matter the house did not come with."""
    return _written(request, None)


@require_http_methods(["GET", "POST"])
@needs("advice.write")
def write_next(request: DeskRequest, pk: int) -> HttpResponse:
    return _written(request, answers.text_at_hand(request, pk))


@require_POST
@needs("advice.approve")
def approve(request: DeskRequest, pk: int) -> HttpResponse:
    """From now on it may be given at this clinic."""
    text = answers.text_at_hand(request, pk)
    try:
        AdviceApproval.sign(
            text, clinic=request.clinic, by=request.staff, at=timezone.now()
        )
    except Refusal as refusal:
        context = _reading(request, pk) | {"refusal": refusal}
        return render(request, "advice/text.html", context, status=refusal.status)
    return redirect("advice:text", pk)


@require_http_methods(["GET", "POST"])
@needs("advice.approve")
def withdraw(request: DeskRequest, pk: int) -> HttpResponse:
    """At this clinic it is given to nobody any more."""
    text = answers.text_at_hand(request, pk)
    approval = get_object_or_404(
        AdviceApproval.objects.select_related("text", "clinic"),
        text=text,
        clinic=request.clinic,
    )
    form, back = WhyForm(request.POST or None), reverse("advice:text", args=[pk])
    context = {
        "title": _("Withdraw these words"),
        "about": text.said.title,
        "action": request.path,
        "form": form,
    }
    if not form.is_valid():
        return answers.dialog(request, "_why.html", context)
    told = {"why": form.cleaned_data["why"], "by": request.staff, "at": timezone.now()}
    try:
        AdviceWithdrawal.write(approval, **told)
    except Refusal as refusal:
        return answers.dialog(request, "_why.html", context, refusal)
    return answers.done(request, _("Withdrawn"), text.said.title, back=back)


def _reading(request: DeskRequest, pk: int) -> dict[str, Any]:
    text, staff = answers.text_at_hand(request, pk), request.staff
    versions = shelf.versions(text, request.clinic)
    holding = AdviceApproval.objects.holding(request.clinic)
    is_newest = versions[0] == text
    later = [one for one in versions if one.version >= text.version]
    is_open = not any(one.approved_here for one in later)  # type: ignore[attr-defined]
    return {
        "text": text,
        "versions": versions,
        "holding": holding.filter(text=text).first(),
        "is_newest": is_newest,
        "may_write": is_newest and staff.may("advice.write"),
        "may_approve": is_open and staff.may("advice.approve"),
        "is_own": text.by_id == staff.pk,
        "may_withdraw": staff.may("advice.approve"),
        "refusal": None,
    }


def _written(request: DeskRequest, after: AdviceText | None) -> HttpResponse:
    form = DraftForm(request.POST or None, initial=DraftForm.first(after))
    context: dict[str, Any] = {"form": form, "after": after, "refusal": None}
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "advice/write.html", context, status=status)
    try:
        text = AdviceText.write(
            form.draft(),
            after=after,
            clinic=request.clinic,
            by=request.staff,
            at=timezone.now(),
        )
    except Refusal as refusal:
        context["refusal"] = refusal
        return render(request, "advice/write.html", context, status=refusal.status)
    return redirect("advice:text", text.pk)
