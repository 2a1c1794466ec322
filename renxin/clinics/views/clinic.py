from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from renxin.clinics.forms import ClinicForm
from renxin.clinics.models import Clinic
from renxin.desk.access import needs
from renxin.desk.typed import number_in

FIELDS = ("name", "short_name", "code", "zone", "phone", "address")


@require_GET
@needs("staff.see")
def index(request: HttpRequest) -> HttpResponse:
    clinics = Clinic.objects.prefetch_related(
        "departments", "chairs", "equipment"
    ).order_by("pk")
    return render(request, "clinics/index.html", {"clinics": clinics})


@require_http_methods(["GET", "POST"])
@needs("clinics.set_up")
def create(request: HttpRequest) -> HttpResponse:
    form = ClinicForm(request.POST or None)
    if form.is_valid() and _saved(form, Clinic()):
        return redirect("clinics:index")
    status = 422 if form.errors else 200
    return render(request, "clinics/edit.html", {"form": form}, status=status)


@require_http_methods(["GET", "POST"])
@needs("clinics.set_up")
def update(request: HttpRequest, pk: int) -> HttpResponse:
    clinic = get_object_or_404(Clinic, pk=pk)
    now = {field: getattr(clinic, field) for field in FIELDS}
    form = ClinicForm(request.POST or None, initial=now)
    if form.is_valid():
        clinic.take_version(number_in(request.POST.get("version", "")) or 0)
        if _saved(form, clinic):
            return redirect("clinics:index")
    context = {"form": form, "clinic": clinic}
    status = 422 if form.errors else 200
    return render(request, "clinics/edit.html", context, status=status)


def _saved(form: ClinicForm, clinic: Clinic) -> bool:
    for field in FIELDS:
        setattr(clinic, field, form.cleaned_data[field])
    try:
        with transaction.atomic():
            clinic.save()
    except IntegrityError:
        form.add_error("code", _("Another clinic has this code."))
        return False
    return True
