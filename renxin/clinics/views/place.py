"""What stands in a clinic: departments, chairs, devices."""

from django.db import IntegrityError, models, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from renxin.clinics.forms import PlaceForm
from renxin.clinics.models import Chair, Clinic, Department, Equipment
from renxin.desk.access import needs
from renxin.desk.refusal import Refusal

KINDS: dict[str, type[models.Model]] = {
    "departments": Department,
    "chairs": Chair,
    "equipment": Equipment,
}


class NameTaken(Refusal):
    """Two things in one clinic would have one name."""

    sentence = _("The clinic has one of that name already.")


class NameMissing(Refusal):
    """A thing needs a name of 1 to 40 characters."""

    sentence = _("Give it a name of 1 to 40 characters.")


@require_POST
@needs("clinics.set_up")
def create(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    clinic = get_object_or_404(Clinic, pk=pk)
    model = KINDS.get(kind)
    if model is None:
        raise Http404
    form = PlaceForm(request.POST)
    if not form.is_valid():
        raise NameMissing
    place = model(clinic=clinic, name=form.cleaned_data["name"])
    if isinstance(place, Department):
        place.code = f"d{clinic.departments.count() + 1}"
    try:
        with transaction.atomic():
            place.save()
    except IntegrityError as clash:
        raise NameTaken from clash
    return redirect("clinics:index")
