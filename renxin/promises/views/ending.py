from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from renxin.desk.access import needs
from renxin.desk.refusal import Refusal
from renxin.promises.endings import way_of
from renxin.promises.forms import EndingForm, ReleaseForm
from renxin.promises.models import Deferral, Promise
from renxin.promises.pressing import press
from renxin.promises.refusals import NotAWay
from renxin.promises.views import answers
from renxin.staff.desk import DeskRequest


@require_http_methods(["GET", "POST"])
@needs("promises.keep")
def create(request: DeskRequest, pk: int) -> HttpResponse:
    """Press a key; one that wants to know more asks for it first."""
    promise = answers.seen_by(request, pk)
    if request.method == "GET":
        return _asked(request, promise, EndingForm(initial=request.GET.dict()))
    return _pressed(request, promise, EndingForm(request.POST))


@require_http_methods(["GET", "POST"])
@needs("promises.keep")
def release(request: DeskRequest, pk: int) -> HttpResponse:
    """Let a promise go, or own up that it was not kept, with the reason."""
    promise = answers.seen_by(request, pk)
    form = ReleaseForm(request.POST or None, initial={"how": "release"})
    context = {"promise": promise, "form": form}
    if not form.is_valid():
        return answers.dialog(request, "_release.html", context)
    reason, now = form.cleaned_data["reason"], timezone.now()
    owned_up = form.cleaned_data["how"] == "break"
    end = promise.break_ if owned_up else promise.release
    try:
        ending = end(reason=reason, by=request.staff, at=now)
    except Refusal as refusal:
        return answers.dialog(request, "_release.html", context, refusal)
    return answers.row(request, promise, title=ending.told(), undo="promises:reopening")


@require_POST
@needs("promises.keep")
def reopen(request: DeskRequest, pk: int) -> HttpResponse:
    """Take back a mistaken key, within the minute."""
    promise = answers.seen_by(request, pk)
    refusal = None
    try:
        promise.reopen(by=request.staff, at=timezone.now())
    except Refusal as refused:
        refusal = refused
    context = {"promise": promise, "refusal": refusal}
    status = refusal.status if refusal else 200
    response = render(request, "promises/_reopened.html", context, status=status)
    if refusal is None:
        response["HX-Trigger"] = answers.CHANGED
    return response


def _pressed(request: DeskRequest, promise: Promise, form: EndingForm) -> HttpResponse:
    if not form.is_valid():
        return answers.row(request, promise, refusal=NotAWay())
    code, said = form.cleaned_data["way"], form.cleaned_data["said"]
    try:
        done = press(promise, code, said=said, by=request.staff, at=timezone.now())
    except Refusal as refusal:
        if "said" in request.POST:
            return _asked(request, promise, form, refusal)
        return answers.row(request, promise, refusal=refusal)
    if isinstance(done, Deferral):
        return answers.row(request, promise, title=moved(done))
    return answers.row(request, promise, title=done.told(), undo="promises:reopening")


def moved(deferral: Deferral) -> str:
    return _("Moved to %(time)s") % {
        "time": f"{timezone.localtime(deferral.due_at):%m-%d %H:%M}"
    }


def _asked(
    request: DeskRequest,
    promise: Promise,
    form: EndingForm,
    refusal: Refusal | None = None,
) -> HttpResponse:
    way = way_of(promise.kind, form["way"].value() or "")
    context = {"promise": promise, "form": form, "way": way}
    if way is None:
        return answers.row(request, promise, refusal=NotAWay())
    return answers.dialog(request, "_ending.html", context, refusal)
