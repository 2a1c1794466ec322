"""Writing a protocol: look whom it would touch, then keep it as a version."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from renxin.desk.access import needs
from renxin.desk.refusal import Refusal
from renxin.desk.typed import number_in
from renxin.protocols import ahead, named, shown
from renxin.protocols.forms import TextForm
from renxin.protocols.language.reading import Unreadable
from renxin.protocols.language.written import read
from renxin.protocols.models import Protocol, ProtocolVersion
from renxin.protocols.refusals import WrittenMeanwhile
from renxin.protocols.rehearsal import rehearse
from renxin.protocols.treated import treatments
from renxin.staff.desk import DeskRequest

BEGIN = """\
protocol: MY-PROTOCOL
name: {zh: 新方案, en: A new protocol}
purpose: {zh: 为什么做, en: What it is for}
kind: service
priority: 50
trigger:
  fact: visits.departed
  not_older_than: 3 days
again: replace
steps:
  - step: D1
    after: 24 hours
    window: 4 hours
    promise: CALL
    owner: ASSISTANT
    script: MY_PROTOCOL_D1
    what: {zh: 问候, en: Ask how they are}
stop: [died, restricted, asked_to_stop, complaint]
source: 本院
"""


@require_http_methods(["GET", "POST"])
@needs("protocols.write")
def create(request: DeskRequest) -> HttpResponse:
    return _written(request, None)


@require_http_methods(["GET", "POST"])
@needs("protocols.write")
def write_next(request: DeskRequest, pk: int) -> HttpResponse:
    protocol = get_object_or_404(Protocol, pk=pk)
    return _written(request, protocol.versions.latest("number"))


def _written(request: DeskRequest, after: ProtocolVersion | None) -> HttpResponse:
    """Keeping needs the version it was written from, as the page had it."""
    form = TextForm(
        request.POST or None, initial={"text": after.text if after else BEGIN}
    )
    context: dict[str, Any] = {"form": form, "after": after, **_known()}
    if not form.is_valid():
        return _page(request, context, status=422 if form.is_bound else 200)
    try:
        return _kept_or_looked_at(request, form.cleaned_data["text"], after, context)
    except Unreadable as unreadable:
        return _page(request, context | {"problems": unreadable.problems}, status=422)
    except Refusal as refusal:
        return _page(request, context | {"refusal": refusal}, status=refusal.status)


def _kept_or_looked_at(
    request: DeskRequest,
    text: str,
    after: ProtocolVersion | None,
    context: dict[str, Any],
) -> HttpResponse:
    now = timezone.now()
    if "keep" not in request.POST:
        written = read(text)
        looked = rehearse(written, by=request.staff, at=now)
        context |= {"rehearsal": looked, **shown.told(written)}
        return _page(request, context, status=200)
    if after and number_in(request.POST.get("seen", "")) != after.number:
        raise WrittenMeanwhile
    version = ProtocolVersion.write(text, after=after, by=request.staff, at=now)
    return redirect("protocols:show", version.protocol_id)


def _page(
    request: DeskRequest, context: dict[str, Any], *, status: int
) -> HttpResponse:
    return render(request, "protocols/write.html", context, status=status)


def _known() -> dict[str, Any]:
    """The names one may write, with what they mean."""
    return {
        "conditions": sorted(
            named.conditions.values(), key=lambda one: (one.of, one.name)
        ),
        "lists": sorted(named.lists.values(), key=lambda one: one.name),
        "agreements": sorted(ahead.known.values(), key=lambda one: one.name),
        "treatments": treatments(),
    }
