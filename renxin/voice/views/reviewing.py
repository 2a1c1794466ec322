"""A second person looks words over: they may be said, they go back, or they stop."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from renxin.desk import answers
from renxin.desk.access import needs
from renxin.desk.refusal import Refusal
from renxin.desk.typed import number_in
from renxin.staff.desk import DeskRequest
from renxin.voice.models import WordingReview, WordingVersion, WordingWithdrawal
from renxin.voice.refusals import NotSaidNow, OthersAreSaid
from renxin.voice.views.wordings import entry_at_hand, page
from renxin.voice.wording_forms import WhyForm
from renxin.voice.wordings.adopting import adopt
from renxin.voice.wordings.shelf import Entry

LONGEST = 300


@require_POST
@needs("wordings.approve")
def approve(request: DeskRequest, topic: str, channel: str) -> HttpResponse:
    """From now on the house says it."""
    at, version = timezone.now(), _asked_of(request, topic, channel)
    reason = request.POST.get("reason", "").replace("\0", "")[:LONGEST]
    on = request.clinic.day_of(at)
    try:
        WordingReview.approve(version, reason=reason, by=request.staff, at=at, on=on)
    except Refusal as refusal:
        return page(request, topic, channel, refusal)
    return redirect("wordings:show", topic, channel)


@require_http_methods(["GET", "POST"])
@needs("wordings.approve")
def send_back(request: DeskRequest, topic: str, channel: str) -> HttpResponse:
    entry, title = entry_at_hand(topic, channel), _("Send these words back")
    if request.method == "GET":
        return _why(request, entry, WhyForm(), title, of=entry.waits)
    form = WhyForm(request.POST)
    if not form.is_valid():
        return _why(request, entry, form, title, of=entry.waits)
    version, at = _asked_of(request, topic, channel), timezone.now()
    told = {"reason": form.cleaned_data["why"], "by": request.staff, "at": at}
    try:
        WordingReview.send_back(version, **told)
    except Refusal as refusal:
        return _why(request, entry, form, title, refusal, of=entry.waits)
    return _done(request, entry, _("Sent back"))


@require_http_methods(["GET", "POST"])
@needs("wordings.approve")
def withdraw(request: DeskRequest, topic: str, channel: str) -> HttpResponse:
    """Nothing is said on it any more, until other words are approved."""
    entry, title = entry_at_hand(topic, channel), _("Withdraw these words")
    form = WhyForm(request.POST or None)
    if not form.is_valid():
        return _why(request, entry, form, title, of=entry.said)
    told = {"why": form.cleaned_data["why"], "by": request.staff, "at": timezone.now()}
    try:
        WordingWithdrawal.write(_still_said(request, entry), **told)
    except Refusal as refusal:
        return _why(request, entry, form, title, refusal, of=entry.said)
    return _done(request, entry, _("Withdrawn"))


def _asked_of(request: DeskRequest, topic: str, channel: str) -> WordingVersion:
    """The version that was on the page; without one, what came with the house."""
    entry = entry_at_hand(topic, channel)
    number = request.POST.get("version", "")
    if entry.shipped and not number and not entry.versions:
        return _adopted(request, entry)
    versions = WordingVersion.objects.whole()
    found: WordingVersion = get_object_or_404(
        versions,
        wording__topic=topic,
        wording__channel=channel,
        number=number_in(number) or 0,
    )
    return found


def _still_said(request: DeskRequest, entry: Entry) -> WordingVersion:
    """What they read: words approved meanwhile are not withdrawn unread."""
    read = number_in(request.POST.get("version", ""))
    if read != (entry.said.number if entry.said else None):
        raise OthersAreSaid
    if entry.said:
        return entry.said
    if entry.shipped is None or not entry.standing.is_said:
        raise NotSaidNow
    return _adopted(request, entry)


def _adopted(request: DeskRequest, entry: Entry) -> WordingVersion:
    if entry.shipped is None:
        raise NotSaidNow
    at = timezone.now()
    return adopt(entry.shipped, at=at, on=request.clinic.day_of(at))


def _why(
    request: DeskRequest,
    entry: Entry,
    form: WhyForm,
    title: str,
    refusal: Refusal | None = None,
    *,
    of: WordingVersion | None,
) -> HttpResponse:
    context: dict[str, Any] = {
        "title": title,
        "about": entry.title,
        "action": request.path,
        "form": form,
        "version": of.number if of else "",
    }
    return answers.dialog(request, "voice", "_wording_why.html", context, refusal)


def _done(request: DeskRequest, entry: Entry, said: str) -> HttpResponse:
    back = reverse("wordings:show", args=[entry.topic, entry.channel])
    told = {"title": said, "text": entry.title}
    news = answers.changed("wording")
    return answers.done(request, "voice/_wording_done.html", told, news=news, back=back)
