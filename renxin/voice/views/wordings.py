"""The library of wordings: what the house says, how it stands, where it is used."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from renxin.desk.access import needs
from renxin.desk.refusal import Refusal
from renxin.staff.desk import DeskRequest
from renxin.voice.law.pack import pack
from renxin.voice.models.wording_version import Draft
from renxin.voice.wordings import again, shelf
from renxin.voice.wordings.highlighted import highlighted
from renxin.voice.wordings.shelf import Entry
from renxin.voice.wordings.standing import draft_of

LONGEST = 40


@require_GET
@needs("wordings.see")
def index(request: DeskRequest) -> HttpResponse:
    """By area; while one types, only what is called like it."""
    now = timezone.now()
    every = shelf.entries(at=now)
    typed = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST]
    show = request.GET.get("show", "")
    shown = [one for one in every if _fits(one, typed) and _is_asked(one, show)]
    areas = [
        (title, [(one, draft_of(one.newest)) for one in shown if one.area == area])
        for area, title in shelf.area_titles().items()
    ]
    context = {
        "areas": [(title, rows) for title, rows in areas if rows],
        "count": len(every),
        "waiting": sum(one.waits is not None for one in every),
        "failing": again.failing(at=now, on=request.clinic.day_of(now)),
        "show": show,
        "typed": typed,
        "edition": pack().edition,
        "may_write": request.staff.may("wordings.write"),
    }
    return render(request, "voice/wordings.html", context)


@require_GET
@needs("wordings.see")
def show(request: DeskRequest, topic: str, channel: str) -> HttpResponse:
    return page(request, topic, channel)


def page(
    request: DeskRequest, topic: str, channel: str, refusal: Refusal | None = None
) -> HttpResponse:
    """One topic; with the refusal, where something about it was refused."""
    found = entry_at_hand(topic, channel)
    status = int(refusal.status) if refusal else 200
    context = _reading(request, found) | {"refusal": refusal}
    return render(request, "voice/wording.html", context, status=status)


def entry_at_hand(topic: str, channel: str) -> Entry:
    found = shelf.entry(topic, channel, at=timezone.now())
    if found is None:
        raise Http404
    return found


def _reading(request: DeskRequest, found: Entry) -> dict[str, Any]:
    on, staff = request.clinic.day_of(timezone.now()), request.staff
    waits = found.waits
    said = found.said.draft if found.said else _as_it_came(found)
    newer = found.newest if draft_of(found.newest) else None
    can_review = staff.may("wordings.approve")
    unread = found.standing.code == "SHIPPED" and newer is None
    return {
        "entry": found,
        "said": highlighted(said, found.surface, on=on) if said else None,
        "newer": newer,
        "newer_text": highlighted(newer.draft, found.surface, on=on) if newer else None,
        "draft": draft_of(found.newest),
        "may_write": staff.may("wordings.write"),
        "may_review": can_review and (waits or unread),
        "is_own": waits is not None and waits.by_id == staff.pk,
        "may_withdraw": can_review and found.standing.is_said,
        "needs_reason": bool(waits and waits.needs_reason()),
        "edition": pack().edition,
    }


def _as_it_came(found: Entry) -> Draft | None:
    if found.shipped is None or not found.standing.is_said:
        return None
    return Draft(found.shipped.zh, found.shipped.en)


def _fits(one: Entry, typed: str) -> bool:
    sought = typed.casefold()
    names = (one.title, one.topic.replace("_", "-"), one.topic)
    return any(sought in name.casefold() for name in names)


def _is_asked(one: Entry, show: str) -> bool:
    if show == "waiting":
        return one.waits is not None
    if show == "unread":
        return one.standing.code == "SHIPPED"
    if show == "ending":
        return one.ends_soon is not None or one.standing.code == "RAN_OUT"
    return True
