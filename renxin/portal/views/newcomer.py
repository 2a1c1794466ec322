"""Somebody new registers, with a phone that was proven a moment ago."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from renxin.clinics.models import Clinic
from renxin.desk.refusal import Refusal
from renxin.portal.forms import NewcomerForm
from renxin.portal.newcomers import Told, take_in
from renxin.portal.phone import PhoneRequest, for_newcomers, language_of


@require_http_methods(["GET", "POST"])
@for_newcomers
def create(request: PhoneRequest) -> HttpResponse:
    clinics = list(Clinic.objects.order_by("pk"))
    form = NewcomerForm(request.POST or None, clinics=clinics)
    if not form.is_valid():
        return _page(request, form, status=422 if form.is_bound else 200)
    told = Told(
        name=form.cleaned_data["name"],
        birth_on=form.cleaned_data["birth_on"],
        clinic=form.chosen(),
        language=language_of(request),
    )
    try:
        take_in(request.phone, told, at=timezone.now())
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return _page(request, form, status=refusal.status)
    return redirect("portal:book")


def _page(request: PhoneRequest, form: NewcomerForm, *, status: int) -> HttpResponse:
    return render(request, "portal/newcomer.html", {"form": form}, status=status)
