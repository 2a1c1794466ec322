"""Writing words: the law is asked while one types, and again when they are kept."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from renxin.desk.access import needs
from renxin.desk.refusal import Refusal
from renxin.staff.desk import DeskRequest
from renxin.voice.law import Severity, Surface
from renxin.voice.law.pack import pack
from renxin.voice.models import Wording, WordingVersion
from renxin.voice.models.wording_version import LONGEST, Draft
from renxin.voice.views.wordings import entry_at_hand
from renxin.voice.wording_forms import TopicForm, WordsForm
from renxin.voice.wordings.adopting import adopt
from renxin.voice.wordings.filling import LABELS
from renxin.voice.wordings.highlighted import highlighted
from renxin.voice.wordings.shelf import Entry


@require_POST
@needs("wordings.write")
def look(request: DeskRequest) -> HttpResponse:
    """What the rules find in the words as they are typed; nothing is kept."""
    draft = _typed(request.POST)
    surface = request.POST.get("surface", "")
    if surface not in Surface.values:
        surface = Surface.AD  # the strictest, where nothing is known
    context = _found(request, draft, surface) | {"is_typing": True}
    return render(request, "voice/_wording_found.html", context)


@require_http_methods(["GET", "POST"])
@needs("wordings.write")
def create(request: DeskRequest) -> HttpResponse:
    form = TopicForm(request.POST or None, initial={"after": 0})
    context = {"form": form, "entry": None}
    if not form.is_valid():
        return _page(request, context, Draft("", ""), Surface.SVC)
    draft, told = form.draft(), form.told()
    by, at = request.staff, timezone.now()
    try:
        wording = Wording.open(**told, by=by, at=at)
        WordingVersion.write(
            wording, draft, after=0, by=by, at=at, on=request.clinic.day_of(at)
        )
    except Refusal as refusal:
        return _page(request, context, draft, told["surface"], refusal)
    return redirect("wordings:show", wording.topic, wording.channel)


@require_http_methods(["GET", "POST"])
@needs("wordings.write")
def write_next(request: DeskRequest, topic: str, channel: str) -> HttpResponse:
    """The next version, from the newest there is."""
    entry = entry_at_hand(topic, channel)
    first = _first(entry)
    form = WordsForm(request.POST or None, initial=first)
    context = {"form": form, "entry": entry}
    if not form.is_valid():
        draft = Draft(first["zh"], first["en"])
        return _page(request, context, draft, entry.surface)
    try:
        _keep(request, entry, form)
    except Refusal as refusal:
        return _page(request, context, form.draft(), entry.surface, refusal)
    return redirect("wordings:show", topic, channel)


def _keep(request: DeskRequest, entry: Entry, form: WordsForm) -> None:
    at = timezone.now()
    on, after = request.clinic.day_of(at), form.cleaned_data["after"]
    newest = entry.newest
    if newest is None and entry.shipped:
        newest, after = adopt(entry.shipped, at=at, on=on), after + 1
    if newest is not None:
        WordingVersion.write(
            newest.wording, form.draft(), after=after, by=request.staff, at=at, on=on
        )


def _typed(data: Mapping[str, str]) -> Draft:
    zh, en = (data.get(name, "")[:LONGEST] for name in ("zh", "en"))
    return Draft(zh, en)


def _first(entry: Entry) -> dict[str, Any]:
    newest = entry.newest
    if newest:
        told = {name: getattr(newest, name) for name in ("zh", "en", "expires_on")}
        return told | {"after": newest.number}
    came = entry.shipped
    words = {"zh": came.zh, "en": came.en} if came else {"zh": "", "en": ""}
    return words | {"after": 0}


def _found(request: DeskRequest, draft: Draft, surface: str) -> dict[str, Any]:
    texts = highlighted(draft, surface, on=request.clinic.day_of(timezone.now()))
    every = [one for text in texts for _number, one in text.findings]
    barred = sum(one.severity == Severity.BLOCK for one in every)
    return {
        "texts": texts,
        "count": len(every),
        "barred": barred,
        "reviews": sum(one.severity == Severity.REVIEW for one in every),
        "edition": pack().edition,
    }


def _page(
    request: DeskRequest,
    context: dict[str, Any],
    draft: Draft,
    surface: str,
    refusal: Refusal | None = None,
) -> HttpResponse:
    form = context["form"]
    status = int(refusal.status) if refusal else (422 if form.is_bound else 200)
    if form.is_bound:
        draft = _typed(form.data)
    told = _found(request, draft, surface) | {"refusal": refusal, "surface": surface}
    told |= {"blanks": LABELS.items()}
    return render(request, "voice/wording_write.html", context | told, status=status)
