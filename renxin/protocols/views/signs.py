"""By which of the house's own records a treatment is told: data of the clinic."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from renxin.desk.access import needs
from renxin.desk.rules import refusing
from renxin.protocols.forms import SignForm
from renxin.protocols.models import TreatmentSign
from renxin.protocols.refusals import NobodysBusiness
from renxin.protocols.treated import treatments
from renxin.staff.desk import DeskRequest


@require_http_methods(["GET", "POST"])
@needs("protocols.write")
def index(request: DeskRequest) -> HttpResponse:
    form = SignForm(request.POST or None)
    if form.is_valid() and _kept(form):
        return redirect("protocols:treatments")
    by_code: dict[str, list[TreatmentSign]] = {code: [] for code in treatments()}
    for sign in TreatmentSign.objects.order_by("source", "text"):
        by_code.setdefault(sign.treatment, []).append(sign)
    told = [(treatments()[code], signs) for code, signs in by_code.items()]
    context = {"form": form, "told": told}
    status = 422 if form.is_bound else 200
    return render(request, "protocols/treatments.html", context, status=status)


def _kept(form: SignForm) -> bool:
    rules = {"no_sign_of_what_is_nobodys_business": NobodysBusiness}
    try:
        with refusing(rules):
            TreatmentSign.objects.get_or_create(**form.cleaned_data)
    except NobodysBusiness as refusal:
        form.add_error("text", str(refusal))
        return False
    return True


@require_POST
@needs("protocols.write")
def remove(request: DeskRequest, pk: int) -> HttpResponse:  # noqa: ARG001
    get_object_or_404(TreatmentSign, pk=pk).delete()
    return redirect("protocols:treatments")
