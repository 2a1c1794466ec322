"""The papers the law asks for beside words: the licence, reviewed advertisements."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from renxin.desk.access import needs
from renxin.desk.refusal import Refusal
from renxin.staff.desk import DeskRequest
from renxin.voice.kinds import KEEPS_PAPERS
from renxin.voice.law.predicates import RENEWED_BEFORE
from renxin.voice.models import AdCertificate, Licence
from renxin.voice.paper_forms import CertificateForm, LicenceForm

ROWS = 50


@require_GET
@needs("wordings.see")
def index(request: DeskRequest) -> HttpResponse:
    return _page(request)


@require_POST
@needs(KEEPS_PAPERS)
def licence(request: DeskRequest) -> HttpResponse:
    """As it reads from now on."""
    form = LicenceForm(request.POST)
    if not form.is_valid():
        return _page(request, licence_form=form)
    Licence.keep(**form.cleaned_data, by=request.staff, at=timezone.now())
    return redirect("wordings:papers")


@require_POST
@needs(KEEPS_PAPERS)
def certificate(request: DeskRequest) -> HttpResponse:
    """An advertisement was reviewed; from now on its words may run as they were."""
    form = CertificateForm(request.POST)
    if not form.is_valid():
        return _page(request, certificate_form=form)
    try:
        AdCertificate.keep(form.paper(), by=request.staff, at=timezone.now())
    except Refusal as refusal:
        return _page(request, refusal, certificate_form=form)
    return redirect("wordings:papers")


def _page(
    request: DeskRequest, refusal: Refusal | None = None, **forms: Any
) -> HttpResponse:
    held = Licence.objects.select_related("by").order_by("-pk").first()
    on = request.clinic.day_of(timezone.now())
    papers = AdCertificate.objects.select_related("by").order_by("-expires_on", "-pk")
    names = ("first_name", "departments")
    told = {name: getattr(held, name) for name in names} if held else {}
    context = {
        "licence": held,
        "papers": papers[:ROWS],
        "on": on,
        "soon": on + RENEWED_BEFORE,
        "may_keep": request.staff.may(KEEPS_PAPERS),
        "refusal": refusal,
        "licence_form": LicenceForm(initial=told, auto_id="licence_%s"),
        "certificate_form": CertificateForm(),
    }
    status = int(refusal.status) if refusal else (422 if forms else 200)
    return render(request, "voice/papers.html", context | forms, status=status)
