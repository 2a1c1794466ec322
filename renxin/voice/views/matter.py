"""What a person decides: messages nobody knows the fate of, stops, numbers, silence."""

from django.db import models
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from renxin.desk.access import needs
from renxin.desk.refusal import Refusal
from renxin.patients.models import ContactPoint, Patient
from renxin.staff.desk import DeskRequest
from renxin.staff.models import Staff
from renxin.staff.reach import within
from renxin.voice.kinds import DECIDES, Found
from renxin.voice.models import BadNumber, Doubt, Reply, Silence, Stop
from renxin.voice.models.bad_number import BadNumberQuerySet
from renxin.voice.outbox import doubts, numbers, stops

ROWS = 50
DECIDED = {Found.ARRIVED, Found.AGAIN, Found.LEFT}


@require_GET
@needs(DECIDES)
def index(request: DeskRequest) -> HttpResponse:
    staff = request.staff
    wondered = Doubt.objects.open().visible_to(staff)
    whole = wondered.select_related("message__patient", "message__contact_point")
    replies = Reply.objects.filter(contact_point__in=_points(staff))
    told = replies.select_related("patient", "contact_point", "promise")
    standing = Stop.objects.standing().visible_to(staff)
    bad = _bad_numbers(staff).select_related("contact_point")
    silences = Silence.objects.open().visible_to(staff)
    context = {
        "silences": silences.select_related("clinic").order_by("-at"),
        "doubts": whole.order_by("at")[:ROWS],
        "replies": told.order_by("-at", "-pk")[:ROWS],
        "stops": standing.select_related("patient", "contact_point").order_by(
            "-at", "-pk"
        )[:ROWS],
        "numbers": bad.order_by("-at")[:ROWS],
        "choices": [(one.value, one.label) for one in Found if one in DECIDED],
    }
    return render(request, "voice/matters.html", context)


@require_POST
@needs(DECIDES)
def decide(request: DeskRequest, pk: int) -> HttpResponse:
    """It arrived; send it again; leave it."""
    doubt = get_object_or_404(Doubt.objects.visible_to(request.staff), pk=pk)
    found = request.POST.get("found", "")
    if found not in DECIDED:
        raise Refusal(_("Say what became of it."))
    doubts.decide(doubt, found, by=request.staff, at=timezone.now())
    return HttpResponseRedirect(reverse("voice:matters"))


@require_POST
@needs(DECIDES)
def lift(request: DeskRequest, pk: int) -> HttpResponse:
    stop = get_object_or_404(Stop.objects.visible_to(request.staff), pk=pk)
    evidence = request.POST.get("evidence", "")
    stops.lift(stop, evidence=evidence, by=request.staff, at=timezone.now())
    return HttpResponseRedirect(reverse("voice:matters"))


@require_POST
@needs(DECIDES)
def works(request: DeskRequest, pk: int) -> HttpResponse:
    bad = get_object_or_404(_bad_numbers(request.staff), pk=pk)
    numbers.works(bad.contact_point, by=request.staff, at=timezone.now())
    return HttpResponseRedirect(reverse("voice:matters"))


def _points(staff: Staff) -> models.QuerySet[ContactPoint]:
    theirs = Patient.objects.filter(within(staff, DECIDES, "enrolments__clinic"))
    return ContactPoint.objects.filter(reaches__patient__in=theirs).distinct()


def _bad_numbers(staff: Staff) -> BadNumberQuerySet:
    return BadNumber.objects.standing().filter(contact_point__in=_points(staff))
