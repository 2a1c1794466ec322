"""The steps of a referral: yes, seen, reported back; or no, or taken back."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from renxin.desk.access import needs
from renxin.desk.refusal import Refusal
from renxin.referrals.forms import AcceptForm, ReportForm, TakeBackForm
from renxin.referrals.kinds import Gone
from renxin.referrals.models import Referral
from renxin.referrals.no_forms import WAYS, no_form
from renxin.referrals.views import answers
from renxin.staff.desk import DeskRequest
from renxin.staff.doctors import doctors_at


@require_http_methods(["GET", "POST"])
@needs("referrals.refer")
def accept(request: DeskRequest, pk: int) -> HttpResponse:
    """Yes; by one key it is whoever presses it who will see them."""
    referral = answers.seen_by(request, pk)
    clinic, now = referral.answers_at, timezone.now()
    doctors = doctors_at(clinic, clinic.day_of(now)).exclude(pk=referral.sent_by_id)
    sent = request.POST if request.method == "POST" else None
    form = AcceptForm(sent, doctors=doctors, initial={"doctor": request.staff})

    def act() -> None:
        doctor = form.cleaned_data["doctor"] or request.staff
        note = form.cleaned_data["note"]
        referral.accept(doctor=doctor, note=note, by=request.staff, at=now)

    return _done(request, referral, form, "_accept.html", act, _("Accepted"))


@require_POST
@needs("referrals.refer")
def see(request: DeskRequest, pk: int) -> HttpResponse:
    referral = answers.seen_by(request, pk)
    referral.see(doctor=request.staff, by=request.staff, at=timezone.now())
    return answers.done(request, referral, _("Seen"))


@require_http_methods(["GET", "POST"])
@needs("referrals.refer")
def report(request: DeskRequest, pk: int) -> HttpResponse:
    """What was found and what should happen next."""
    referral = answers.seen_by(request, pk)
    form = ReportForm(request.POST or None)

    def act() -> None:
        told = form.cleaned_data
        referral.report_back(**told, by=request.staff, at=timezone.now())

    return _done(request, referral, form, "_report.html", act, _("Reported back"))


@require_http_methods(["GET", "POST"])
@needs("referrals.refer")
def decline(request: DeskRequest, pk: int, way: str) -> HttpResponse:
    """No, with what happens for the patient instead."""
    if way not in WAYS:
        raise Http404
    referral, now = answers.seen_by(request, pk), timezone.now()
    form = no_form(way, request.POST or None, referral, by=request.staff, at=now)
    context = {"way": way, "ways": {code: told for code, (told, _form) in WAYS.items()}}

    def act() -> None:
        referral.say_no(form.no(), by=request.staff, at=now)

    return _done(request, referral, form, "_no.html", act, _("Not accepted"), **context)


@require_http_methods(["GET", "POST"])
@needs("referrals.refer")
def take_back(request: DeskRequest, pk: int) -> HttpResponse:
    referral = answers.seen_by(request, pk)
    form = TakeBackForm(request.POST or None)

    def act() -> None:
        why, words = Gone(form.cleaned_data["why"]), form.cleaned_data["words"]
        referral.take_back(why, words=words, by=request.staff, at=timezone.now())

    return _done(request, referral, form, "_take_back.html", act, _("Taken back"))


def _done(
    request: DeskRequest,
    referral: Referral,
    form: Any,
    part: str,
    act: Callable[[], None],
    title: str,
    **context: Any,
) -> HttpResponse:
    context |= {"referral": referral, "form": form}
    if not form.is_valid():
        return answers.dialog(request, part, context)
    try:
        act()
    except Refusal as refusal:
        return answers.dialog(request, part, context, refusal)
    return answers.done(request, referral, title)
